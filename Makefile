# Hexbeat. `make` alone lists what can be made.
#
# Go builds the program, npm the browser side that the program carries inside it, so the browser side comes first
# everywhere. Longer shell logic lives in .ci/, one file per job.

SHELL       := bash
.SHELLFLAGS := -euo pipefail -c
MAKEFLAGS   += --no-print-directory

ADDR     ?= 127.0.0.1:8080
FUZZTIME ?= 20s
SAMPLE   := hexbeat-sample

# The same commit and compiler give the same bytes, wherever and by whomever built; the Help page names the commit, where
# git can tell it. The h3 library is C: cgo stays on.
export CGO_ENABLED := 1
GOBUILD := go build -trimpath -buildvcs=$(if $(shell git rev-parse -q --verify HEAD 2>/dev/null),true,false)

# Written last by their recipes: a stamp exists only if the work was finished, so an interrupted one is done again.
INSTALLED := web/app/node_modules/.hexbeat-installed
BUILT     := web/app/node_modules/.hexbeat-built
FRONT     := $(shell find web/app -mindepth 1 \( -name node_modules -o -name e2e -o -name test -o -name test-results \) -prune -o -print)

.DEFAULT_GOAL := help
.PHONY: help run build front test lint fuzz bench sample pictures release clean tools browser
.PHONY: test-go test-slow test-front test-browser release-linux release-windows FORCE

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-14s %s\n", $$1, $$2}' Makefile

run: build $(SAMPLE) ## build everything, make the invented borough if it is not there, serve it on http://127.0.0.1:8080
	@exec bin/hexbeat --dir $(SAMPLE) serve --addr $(ADDR)

build: tools front ## the program, as bin/hexbeat
	@$(GOBUILD) -o bin/hexbeat ./cmd/hexbeat

front: tools $(BUILT) ## the browser side, as web/dist

test: tools ## every test: Go, front end, browser; ends with seconds per stage
	@.ci/stages front test-go test-slow test-front test-browser

test-go: front ## Go tests under the race detector, in random order
	@go test -race -shuffle=on -timeout 20m ./...

test-slow: front ## the packages whose large tests are left out under the race detector, without it
	@packages=$$(.ci/slow-packages) && go test -shuffle=on -timeout 20m $$packages

test-front: front ## unit tests of the browser side
	@cd web/app && npm test

test-browser: build browser ## the program in a real browser; installs Chromium where it may
	@cd web/app && HEXBEAT_BIN='$(CURDIR)/bin/hexbeat' npm run e2e

lint: front ## gofmt, go vet, tidy go.mod, TypeScript types, and golangci-lint where it is installed
	@.ci/lint

fuzz: front ## every fuzz target for FUZZTIME each (default 20s)
	@.ci/fuzz $(FUZZTIME)

bench: front ## every Go benchmark
	@go test -run '^$$' -bench . -benchmem ./...

sample: ## make the invented borough's embedded files again, from their seed
	@go generate ./data/sample

pictures: build browser ## draw docs/images again from the running program
	@cd web/app && HB_PICTURES=1 HEXBEAT_BIN='$(CURDIR)/bin/hexbeat' npm run e2e -- picture

release: release-linux release-windows ## a static Linux program and a Windows .exe, checked, in dist/
	@cd dist && sha256sum hexbeat-* | tee SHA256SUMS

release-linux: tools front
	@mkdir -p dist
	@$(GOBUILD) -tags netgo,osusergo -ldflags '-s -w -linkmode external -extldflags "-static"' -o dist/hexbeat-linux-amd64 ./cmd/hexbeat
	@.ci/check-linux dist/hexbeat-linux-amd64

release-windows: export CC := x86_64-w64-mingw32-gcc
release-windows: tools front
	@mkdir -p dist
	@command -v $(CC) >/dev/null || { echo 'The Windows program needs the mingw compiler: apt-get install gcc-mingw-w64-x86-64'; exit 1; }
	@GOOS=windows GOARCH=amd64 $(GOBUILD) -ldflags '-s -w -extldflags "-static"' -o dist/hexbeat-windows-amd64.exe ./cmd/hexbeat
	@.ci/check-windows dist/hexbeat-windows-amd64.exe

clean: ## remove what was built; the sample and your own data stay
	@rm -rf bin dist web/app/node_modules web/app/test-results web/app/playwright-report
	@find web/dist -mindepth 1 ! -name .gitkeep -delete

tools:
	@.ci/tools

browser:
	@.ci/browser

$(INSTALLED): web/app/package.json web/app/package-lock.json
	@cd web/app && npm ci --no-fund --no-audit
	@touch $@

# Without its manifest web/dist is empty or half made, whatever the stamp says.
$(BUILT): $(FRONT) $(INSTALLED) $(if $(wildcard web/dist/.vite/manifest.json),,FORCE)
	@rm -f $@
	@cd web/app && npm run build
	@touch web/dist/.gitkeep $@

$(SAMPLE): | build
	@bin/hexbeat --dir $@ init --sample
