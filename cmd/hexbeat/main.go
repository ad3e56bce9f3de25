// Command hexbeat finds where and when reports concentrated, lays orders and wards
// over them, plans foot patrols and serves it all to a map.
//
// Exit statuses: 0 done, 1 failure, 2 bad usage, 3 input had unusable rows, 4 no
// feasible plan.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"syscall"
	_ "time/tzdata" // Windows laptops have no zone files

	"github.com/alecthomas/kong"

	"hexbeat/data"
	"hexbeat/data/intake"
	"hexbeat/hotspot"
	"hexbeat/patrol"
	"hexbeat/web"
)

// The exit statuses of the contract.
const (
	exitDone    = 0
	exitFailure = 1
	exitUsage   = 2
	exitRows    = 3
	exitNoPlan  = 4
)

const statuses = "Exit statuses: 0 done, 1 failure, 2 bad usage, 3 input had unusable rows, 4 no feasible plan."

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:]))
}

// run is the program without the process around it, for tests.
func run(ctx context.Context, args []string) int {
	var c cli
	status := -1
	parser, err := kong.New(&c,
		kong.Name("hexbeat"),
		kong.Description("Hotspot and patrol planning for neighbourhood policing. "+statuses),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
		kong.UsageOnError(),
		kong.Writers(os.Stdout, os.Stderr),
		kong.Exit(func(code int) { status = code }), // --help exits through here
		kong.Help(helpWithStatuses),
		kong.Vars{"fields": strings.Join(intake.Fields(), ", ")},
		kong.BindTo(ctx, (*context.Context)(nil)),
	)
	if err != nil {
		fmt.Fprintln(os.Stderr, "hexbeat:", err)
		return exitFailure
	}
	k, err := parser.Parse(args)
	if status >= 0 {
		return status
	}
	if err != nil {
		fmt.Fprintf(os.Stderr, "hexbeat: %v\nRun hexbeat --help for the commands.\n", err)
		return exitUsage
	}
	err = k.Run(&c)
	if err != nil && ctx.Err() != nil {
		fmt.Fprintln(os.Stderr, "hexbeat: interrupted; nothing of what was begun was kept")
		return exitFailure
	}
	return report(err)
}

func helpWithStatuses(o kong.HelpOptions, k *kong.Context) error {
	if err := kong.DefaultHelpPrinter(o, k); err != nil {
		return err
	}
	_, err := fmt.Fprintf(k.Stdout, "\n%s\n", statuses)
	return err
}

// report prints an error once and turns it into an exit status.
func report(err error) int {
	if err == nil {
		return exitDone
	}
	var s status
	if errors.As(err, &s) {
		return int(s)
	}
	fmt.Fprintln(os.Stderr, "hexbeat:", err)
	switch {
	case errors.Is(err, intake.ErrUsage), errors.Is(err, errUsage), errors.Is(err, data.ErrCategory), errors.Is(err, web.ErrAddr),
		errors.Is(err, hotspot.ErrDate), errors.Is(err, hotspot.ErrWindow), errors.Is(err, hotspot.ErrCategory), errors.Is(err, hotspot.ErrArea), errors.Is(err, hotspot.ErrQuestion):
		return exitUsage
	case errors.Is(err, patrol.ErrNoPlan):
		return exitNoPlan
	}
	return exitFailure
}

// status ends the program with a status after everything has been said.
type status int

func (s status) Error() string { return fmt.Sprintf("exit status %d", int(s)) }

// errUsage is bad usage that the parser cannot see.
var errUsage = errors.New("bad usage")
