package web

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"hexbeat/data"
	"hexbeat/geo"
	"hexbeat/hotspot"
	"hexbeat/patrol"
	"hexbeat/web/draw"
)

// sheetStylePath is where a sheet's page finds its stylesheet: the frame's own does
// not print well.
const sheetStylePath = "/sheet.css"

// paperPolicy is the content policy of a PDF. Its viewer is the browser's own page
// with styles of its own, which the policy of our pages would forbid.
const paperPolicy = "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// sheetStyle answers GET /sheet.css.
func (s *Server) sheetStyle(c echo.Context) error {
	c.Response().Header().Set("Cache-Control", "no-cache")
	return c.Blob(http.StatusOK, contentTypes[".css"], []byte(draw.SheetStyle()))
}

// sheet answers GET /operations/:id/sheet/:walk as a page and :walk.pdf as one A4
// side; walks count from 0. Both are drawn from the same sheet.
func (s *Server) sheet(c echo.Context) error {
	ctx, scope := c.Request().Context(), scopeOf(c)
	plan, err := s.store.Plan(ctx, scope, c.Param("id"))
	if err != nil {
		return err
	}
	number, pdf := strings.CutSuffix(c.Param("walk"), ".pdf")
	walk, err := strconv.Atoi(number)
	if err != nil || walk < 0 || walk >= len(plan.Shifts) {
		return data.ErrNotFound
	}
	sheets, err := s.sheets(c, plan)
	if err != nil {
		return err
	}
	base, err := s.ground(ctx, scope, plan)
	if err != nil {
		return err
	}
	if !pdf {
		return send(c, echo.MIMETextHTMLCharsetUTF8, "", func(w io.Writer) error { return draw.SheetHTML(w, sheets[walk], base, sheetStylePath) })
	}
	c.Response().Header().Set("Content-Security-Policy", paperPolicy)
	c.Response().Header().Set("Content-Disposition", fmt.Sprintf(`inline; filename="%s-%d.pdf"`, fileName(plan), walk+1))
	return send(c, "application/pdf", "", func(w io.Writer) error {
		d, err := draw.Sheet(sheets[walk], base)
		if err != nil {
			return err
		}
		return d.PDF(w)
	})
}

// ground is what lies under a plan's walks: streets, the wards of its first day and
// the orders.
func (s *Server) ground(ctx context.Context, scope data.Scope, plan *patrol.Plan) (draw.Base, error) {
	snap, err := s.store.Snapshot(ctx, scope)
	if err != nil {
		return draw.Base{}, err
	}
	b := draw.Base{On: s.clock(snap)}
	if b.Streets, err = s.store.Streets(ctx, scope); err != nil {
		return b, err
	}
	if b.Orders, err = s.store.Orders(ctx, scope); err != nil {
		return b, err
	}
	day, err := hotspot.ParseDay(plan.Operation.Operation.From)
	if err != nil {
		day = snap.DataToDay()
	}
	if p := snap.PartitionAt(geo.Ward, day); p != nil {
		b.Wards = p.Areas
	}
	return b, nil
}
