package web

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"
	"testing"
)

// checkMarkup reads a page as a tree: elements closed in order, no id twice, every
// field labelled, one heading of the first level, links within the page that lead
// somewhere.
func checkMarkup(page string) error {
	if err := paired(page); err != nil { // the reader below closes by itself what was left open
		return err
	}
	d := xml.NewDecoder(strings.NewReader(page))
	d.Strict, d.AutoClose, d.Entity = false, xml.HTMLAutoClose, xml.HTMLEntity
	var open []string
	ids, labelled, fields, anchors, headings := map[string]bool{}, map[string]bool{}, []string{}, []string{}, 0
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return err
		}
		switch el := token.(type) {
		case xml.StartElement:
			open = append(open, el.Name.Local)
			at := map[string]string{}
			for _, a := range el.Attr {
				at[a.Name.Local] = a.Value
			}
			if id := at["id"]; id != "" {
				if ids[id] {
					return fmt.Errorf("id %q twice", id)
				}
				ids[id] = true
			}
			if at["style"] != "" || at["onclick"] != "" {
				return fmt.Errorf("inline style or script on <%s>", el.Name.Local)
			}
			switch el.Name.Local {
			case "h1":
				headings++
			case "label":
				labelled[at["for"]] = true
			case "select", "textarea":
				fields = append(fields, at["id"])
			case "input":
				if at["type"] != "hidden" {
					fields = append(fields, at["id"])
				}
			case "a":
				if strings.HasPrefix(at["href"], "#") {
					anchors = append(anchors, at["href"][1:])
				}
			}
		case xml.EndElement:
			if len(open) == 0 || open[len(open)-1] != el.Name.Local {
				return fmt.Errorf("</%s> closes %v", el.Name.Local, open)
			}
			open = open[:len(open)-1]
		}
	}
	for _, f := range fields {
		if f == "" || !labelled[f] {
			return fmt.Errorf("field %q without a label", f)
		}
	}
	for _, a := range anchors {
		if !ids[a] {
			return fmt.Errorf("#%s leads nowhere", a)
		}
	}
	if headings != 1 || len(open) != 0 {
		return fmt.Errorf("%d first headings, left open %v", headings, open)
	}
	return nil
}

// paired reports elements that are opened and closed a different number of times.
// Text is escaped, so every "<" in a page begins a tag.
func paired(page string) error {
	for _, name := range []string{"a", "aside", "caption", "dd", "details", "div", "dl", "dt", "fieldset", "footer", "form", "g", "h2", "h3", "header", "label", "legend",
		"li", "main", "nav", "noscript", "ol", "option", "p", "section", "select", "span", "strong", "summary", "svg", "table", "tbody", "td", "th", "thead", "tr", "ul"} {
		opened := strings.Count(page, "<"+name+" ") + strings.Count(page, "<"+name+">")
		if closed := strings.Count(page, "</"+name+">"); opened != closed {
			return fmt.Errorf("<%s> is opened %d times and closed %d times", name, opened, closed)
		}
	}
	return nil
}

func TestMarkup(t *testing.T) {
	for name, m := range map[string]*memory{"timed": newMemory(timedOnce()), "months": newMemory(monthOnce()), "empty": newMemory(emptySnapshot())} {
		s := newServer(t, m)
		picks := tickedOn(get(s, "/").Body.String())
		paths := []string{"/", "/map", "/map?category=drugs", "/map?category=burglary&in=ward:W2", "/analysis", "/operations", "/orders", "/orders/quay", "/data", "/releases", "/help", "/nowhere", "/map?res=1"}
		if len(picks) > 0 {
			form := "/operations?hotspot=" + url.QueryEscape(picks[0])
			w := ask(s, "POST", "/operations", fieldsOf(get(s, form).Body.String()).Encode())
			paths = append(paths, form, w.Header().Get("Location"), "/operations?hotspot=gone")
		}
		for _, path := range paths {
			if err := checkMarkup(get(s, path).Body.String()); err != nil {
				t.Errorf("%s %s: %v", name, path, err)
			}
		}
		faulty := ask(s, "POST", "/operations", "begins=x")
		if err := checkMarkup(faulty.Body.String()); err != nil {
			t.Errorf("%s: form with faults: %v", name, err)
		}
	}
}

func TestCheckMarkupFindsFaults(t *testing.T) {
	for _, page := range []string{
		"<h1>a</h1><p><b>x</p></b>", "<h1>a</h1><div><div>x</div>", "<h1 id=a>a</h1><p id=a>b</p>", "<h1>a</h1><input id=x>", "<p>none</p>", "<h1>a</h1><a href='#x'>y</a>", "<h1 style='x'>a</h1>",
	} {
		if checkMarkup(page) == nil {
			t.Errorf("%s: no fault found", page)
		}
	}
}
