package ingest

import (
	"bytes"
	"strconv"
)

// Incidents of a Statuspage page, with their updates. The page's own envelope may
// be missing.

var statuspageIncidentsJSON = Format{Kind: "statuspage_incidents", Encoding: "json", Variants: []Variant{
	{Must: []string{"incident_updates"}, json: &jsonLayout{begin: beginIncidents}},
}}

const errNoIncident = unusable("the incident has no id")

type incident struct {
	id, name, status, impact, override, page, link []byte
	created, started, monitoring, resolved         []byte
	updates                                        []incidentUpdate
}

type incidentUpdate struct {
	id, status, body, created, display []byte
	components                         [][]byte
}

func beginIncidents(f *fileRun) func(c *jsonCursor, row int64) error {
	t := f.table(incidentsTable)
	return func(c *jsonCursor, row int64) error {
		var n incident
		if err := n.read(c); err != nil {
			return err
		}
		if len(n.id) == 0 {
			return errNoIncident
		}
		if len(n.updates) == 0 {
			n.write(f, t, row, incidentUpdate{}, false)
		}
		for i, u := range n.updates {
			n.write(f, t, row, u, i > 0)
		}
		return nil
	}
}

// write adds one update. isNoted: odd times of the incident are findings already.
func (n *incident) write(f *fileRun, t *table, row int64, u incidentUpdate, isNoted bool) {
	t.text(incID, n.id)
	t.text(incName, n.name)
	t.text(incStatus, n.status)
	t.text(incImpact, n.impact)
	t.text(incImpactOverride, n.override)
	t.text(incPageID, n.page)
	t.text(incShortlink, n.link)
	for _, at := range []struct {
		col   int
		field string
		text  []byte
	}{{incCreated, "created_at", n.created}, {incStarted, "started_at", n.started},
		{incMonitoring, "monitoring_at", n.monitoring}, {incResolved, "resolved_at", n.resolved}} {
		f.addInstant(t, row, at.col, at.field, at.text, isNoted)
	}
	t.text(incUpdateID, u.id)
	t.text(incUpdateStatus, u.status)
	t.text(incUpdateBody, u.body)
	f.addInstant(t, row, incUpdateCreated, "incident_updates.created_at", u.created, false)
	f.addInstant(t, row, incUpdateDisplay, "incident_updates.display_at", u.display, false)
	t.text(incComponents, bytes.Join(u.components, []byte{';'}))
	t.end(row)
}

func (n *incident) read(c *jsonCursor) error {
	err := c.object(func(key string) error {
		if key == "incident_updates" {
			return c.array(func() error {
				var u incidentUpdate
				err := u.read(c)
				n.updates = append(n.updates, u)
				return err
			})
		}
		return c.choose(key, want{"id", &n.id}, want{"name", &n.name}, want{"status", &n.status},
			want{"impact", &n.impact}, want{"impact_override", &n.override}, want{"page_id", &n.page}, want{"shortlink", &n.link},
			want{"created_at", &n.created}, want{"started_at", &n.started}, want{"monitoring_at", &n.monitoring}, want{"resolved_at", &n.resolved})
	})
	if err != nil {
		return err
	}
	return c.end()
}

func (u *incidentUpdate) read(c *jsonCursor) error {
	return c.object(func(key string) error {
		if key == "affected_components" {
			return c.array(func() error {
				var name []byte
				err := c.pick(want{"name", &name})
				if len(name) > 0 {
					u.components = append(u.components, name)
				}
				return err
			})
		}
		return c.choose(key, want{"id", &u.id}, want{"status", &u.status}, want{"body", &u.body},
			want{"created_at", &u.created}, want{"display_at", &u.display})
	})
}

// addInstant writes a time as text in a column and as milliseconds in the next.
// One that cannot be read is a finding, unless it is noted elsewhere.
func (f *fileRun) addInstant(t *table, row int64, col int, field string, v []byte, isNoted bool) {
	t.text(col, v)
	if ms, ok := instant(v); ok {
		t.text(col+1, strconv.AppendInt(nil, ms, 10))
	} else if len(v) > 0 && !isNoted {
		f.finding(row, field, string(v), unparsableTime)
	}
}
