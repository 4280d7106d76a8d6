package reports

import (
	"fmt"
	"io"
)

// This file draws cascades: the subscription on the left, the apps that hang on it
// in the middle, what it does to accounts and money on the right.

// maxDrawnApps bounds the boxes of one picture; the workbook lists all apps.
const maxDrawnApps = 60

const (
	leftX, leftW     = 40, 270
	middleX, middleW = 410, 300
	rightX, rightW   = 820, 320
	boxGap           = 16
	topY             = 92
)

func (w *writer) cascadePictures() error {
	for i := range w.small.cascades {
		c := &w.small.cascades[i]
		if c.Picture == "" {
			continue
		}
		if _, err := w.folder.write(w.ctx, c.Picture, func(out io.Writer) (int64, error) {
			return 0, c.picture(w.Night).write(out, "What the cancellation of "+c.Entitlement+" does", 36)
		}); err != nil {
			return err
		}
	}
	return nil
}

func (c *cascade) picture(night Provenance) *svg {
	s := &svg{}
	s.text(leftX, 46, 22, "bold", ink, clipped("If "+c.Entitlement+" is cancelled", 70))
	s.text(leftX, 68, 12, "normal", muted, night.Org+"  ·  night of "+night.AsOf+"  ·  red ends with it, amber stays and loses a product")
	y := topY
	for i := range c.Lines {
		if c.Lines[i].Active || len(c.Lines) == 1 {
			y = c.Lines[i].draw(s, y) + 28
		}
	}
	for _, line := range append(sentences("Cannot be undone: ", c.Irreversible), c.Notes...) {
		s.text(leftX, y+6, 12, "normal", redInk, clipped(line, 165))
		y += 18
	}
	return s
}

func sentences(before string, list []sourced) []string {
	var lines []string
	for _, n := range list {
		lines = append(lines, before+n.Text+" ("+n.Source+")")
	}
	return lines
}

// draw draws one line of the portal from y down, and gives where it ends.
func (l *cascadeLine) draw(s *svg, y int) int {
	root := box{x: leftX, y: y, w: leftW, fill: "EAF0F7", edge: slate, lines: l.rootLines()}
	s.draw(root)
	end := y + root.height()
	rootAt := y + root.height()/2

	rightY, rights := y, []box{}
	for _, b := range l.effects() {
		b.x, b.y, b.w = rightX, rightY, rightW
		rights = append(rights, b)
		rightY += b.height() + boxGap
	}

	appY, appAt := y, make([]int, len(l.Apps))
	for i, a := range l.Apps {
		if i == maxDrawnApps {
			s.text(middleX, appY+16, 12, "normal", muted, fmt.Sprintf("and %d apps more: the sheet Cascade lists all of them", len(l.Apps)-i))
			appY += 30
			break
		}
		b := a.box()
		b.x, b.y, b.w = middleX+22*(min(a.Depth, 4)-1), appY, middleW-22*(min(a.Depth, 4)-1)
		fromX, fromY := leftX+leftW, rootAt
		if a.via >= 0 {
			fromX, fromY = middleX-14, appAt[a.via]
		}
		s.arrow(fromX, fromY, b.x, b.y+b.height()/2, b.edge)
		s.draw(b)
		appAt[i] = b.y + b.height()/2
		if len(rights) > 0 && a.Fate == "cancelled" {
			s.arrow(b.x+b.w, appAt[i], rightX, rights[0].y+rights[0].height()/2, rule)
		}
		appY += b.height() + boxGap
	}
	for i, b := range rights {
		if i == 0 && len(l.Apps) == 0 {
			s.arrow(leftX+leftW, rootAt, rightX, b.y+b.height()/2, slate)
		}
		s.draw(b)
	}
	return max(end, appY, rightY)
}

func (l *cascadeLine) rootLines() []string {
	lines := []string{l.title(), join(", ", upperFirst(l.Plan), l.Partner)}
	if l.Purchased != nil {
		lines = append(lines, thousands(*l.Purchased)+" users bought")
	}
	if l.RenewsOn != nil {
		lines = append(lines, "renews on "+*l.RenewsOn)
	}
	return lines
}

func (l *cascadeLine) title() string {
	if l.Place == "" {
		return l.Name
	}
	return l.Name + " at " + l.Place
}

func (a cascadeApp) box() box {
	b := box{lines: []string{a.Name}}
	if a.Fate == "loses_product" {
		b.lines = append(b.lines, "stays with "+a.Parent, "loses this product")
	} else {
		b.lines = append(b.lines, fateWords(a))
	}
	if number := (&subscription{Entitlement: a.Entitlement, ParentEntitlement: a.Parent}).number(); a.Purchased != nil {
		b.lines = append(b.lines, number+", "+thousands(*a.Purchased)+" users")
	} else {
		b.lines = append(b.lines, number)
	}
	if a.Tier == "below" || a.Tier == "above" {
		b.lines = append(b.lines, "its tier is "+a.Tier+" its parent's (R10)")
	}
	switch a.Fate {
	case "cancelled":
		b.fill, b.edge = red, redInk
	case "loses_product":
		b.fill, b.edge = amber, amberInk
	default:
		b.fill, b.edge, b.dashed = paper, muted, true
	}
	return b
}

// fateWords says what becomes of an app.
func fateWords(a cascadeApp) string {
	switch a.Fate {
	case "cancelled":
		return "cancelled with it"
	case "loses_product":
		return "stays with " + a.Parent + ", loses this product"
	case "inactive":
		return "inactive already"
	}
	return "its parent " + a.Parent + " is not listed: not known"
}

// effects are the boxes of the right side: accounts, Guard, money.
func (l *cascadeLine) effects() []box {
	if !l.Active {
		return []box{{fill: paper, edge: muted, dashed: true, lines: []string{"Nothing left to cancel", "it is inactive already"}}}
	}
	accounts := box{fill: amber, edge: amberInk, lines: []string{"Accounts that lose it: " + notKnown, l.Why}}
	if l.Accounts != nil {
		accounts.lines = []string{thousands(*l.Accounts) + " accounts lose it"}
		if l.OnlyAccess != nil {
			accounts.lines = append(accounts.lines, thousands(*l.OnlyAccess)+" of them have nothing else then")
		}
	}
	boxes := []box{accounts}
	if g := l.Guard; g != nil {
		b := box{fill: "EAF0F7", edge: slate, lines: []string{"Guard Standard bills " + thousands(g.After) + ", now " + thousands(g.Billable)}}
		if g.UnknownAfter > 0 {
			b.lines = append(b.lines, thousands(g.UnknownAfter)+" are unknown then")
		}
		if g.Premium != nil && g.PremiumAfter != nil {
			b.lines = append(b.lines, "Guard Premium bills "+thousands(*g.PremiumAfter)+", now "+thousands(*g.Premium))
		}
		b.lines = append(b.lines, "frees "+l.Money.words(g.Freed, g.Reason)+" a year")
		boxes = append(boxes, b)
	}
	m := l.Money
	money := box{fill: green, edge: greenInk, lines: []string{"Frees " + m.words(m.Freed, "") + " a year"}}
	if m.Freed == nil {
		money.fill, money.edge, money.dashed = paper, muted, true
		money.lines = append(money.lines, m.FreedReason)
	}
	if m.FreedFrom != nil {
		money.lines = append(money.lines, "from "+*m.FreedFrom+", by the price book")
	}
	money.lines = append(money.lines, "refund: "+m.words(m.Refunded, ""))
	if m.LostDays != nil {
		money.lines = append(money.lines, "lost: "+thousands(*m.LostDays)+" days that are paid")
	}
	return append(boxes, money)
}

// words spells an amount of the currency, or that it is not known and why.
func (m cascadeMoney) words(cents *int64, why string) string {
	switch {
	case cents == nil && why == "":
		return notKnown
	case cents == nil:
		return notKnown + " (" + why + ")"
	}
	minor := max(m.minor, 1)
	whole, rest := *cents/minor, *cents%minor
	if rest == 0 {
		return m.Currency + " " + thousands(whole)
	}
	sign := ""
	if *cents < 0 {
		sign, whole, rest = "-", -whole, -rest
	}
	return fmt.Sprintf("%s %s%s.%s", m.Currency, sign, thousands(whole), fmt.Sprint(minor + rest)[1:])
}
