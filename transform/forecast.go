package transform

import (
	"context"
	"database/sql"
)

// A ForecastQuestion asks how many accounts Guard bills on a day to come.
type ForecastQuestion struct {
	Terms
	Until  string // YYYY-MM-DD, after the last of the nights
	Nights []PublishedMarts
}

// A Forecast is what the nights say of a day to come. Nothing of it but Basis is
// there while the nights are not enough.
type Forecast struct {
	Basis     ForecastBasis
	Expected  *Priced
	Bands     []ForecastBand
	Crossings []ForecastCrossing
}

// ForecastBasis is what the nights show.
type ForecastBasis struct {
	FirstNight, LastNight    string
	Nights, MinimumNights    int64
	IsEnough                 bool
	Days                     int64 // between the first night and the last
	Gained, Lost             int64
	Unsplit                  int64 // changes of which only the net is known
	GainedSpread, LostSpread int64 // in hundredths: how many come at a time
	Users, Unknown           int64 // on the last night
	HorizonDays              int64

	expected *int64
	unpriced string // why counts have no cost; "": they have one
}

// ForecastBand holds the count in so many percent of cases.
type ForecastBand struct {
	Percent   int64
	Low, High Priced
}

// ForecastCrossing is the chance of more users than a bound: of the tier that is
// bought, of a larger tier, or of a bracket.
type ForecastCrossing struct {
	Kind              string
	Users             int64
	ChanceBasisPoints int64
}

// Forecast answers the question.
func (d *PriceDesk) Forecast(ctx context.Context, q ForecastQuestion) (*Forecast, error) {
	return d.forecast(ctx, q, func(n *night) error {
		for _, mart := range ForecastMarts {
			if err := n.readNights(ctx, mart, q.Nights); err != nil {
				return err
			}
		}
		return nil
	})
}

func (d *PriceDesk) forecast(ctx context.Context, q ForecastQuestion, load func(*night) error) (*Forecast, error) {
	f := &Forecast{}
	terms := q.Terms
	terms.AsOf = q.Until
	var bounds []ForecastCrossing
	err := d.in(ctx, "forecast", terms, func(n *night) error {
		if err := load(n); err != nil {
			return err
		}
		if err := n.insertForecastQuestion(ctx, q); err != nil {
			return err
		}
		if _, err := n.makeMore(ctx, "forecast", map[string]bool{"run_context": true}, "forecast_basis", "forecast_bounds", "forecast_costs"); err != nil {
			return err
		}
		if err := n.readBasis(ctx, &f.Basis); err != nil {
			return err
		}
		if err := n.db.rows(ctx, "select reason from forecast_costs", func(r *sql.Rows) error { return r.Scan(&f.Basis.unpriced) }); err != nil {
			return err
		}
		return n.db.rows(ctx, "select kind, users from forecast_bounds order by users", func(r *sql.Rows) error {
			var c ForecastCrossing
			err := r.Scan(&c.Kind, &c.Users)
			bounds = append(bounds, c)
			return err
		})
	})
	if err != nil || !f.Basis.IsEnough || f.Basis.expected == nil {
		return f, err
	}
	return f, d.spread(ctx, terms, f, bounds)
}

func (n *night) insertForecastQuestion(ctx context.Context, q ForecastQuestion) error {
	first := q.Until
	for _, p := range q.Nights {
		first = min(first, p.AsOf)
	}
	if err := n.db.insert(ctx, "forecast_question", []string{"until_on date"}, [][]string{{q.Until}}); err != nil {
		return err
	}
	return n.insertCalendar(ctx, first, q.Until)
}

func (n *night) readBasis(ctx context.Context, b *ForecastBasis) error {
	return n.db.rows(ctx, `select cast(first_night as varchar), cast(last_night as varchar), nights, minimum_nights, is_enough, days, gained, lost, unsplit,
		gained_spread, lost_spread, users, unknown, horizon_days, expected_users from forecast_basis`, func(r *sql.Rows) error {
		return r.Scan(&b.FirstNight, &b.LastNight, &b.Nights, &b.MinimumNights, &b.IsEnough, &b.Days, &b.Gained, &b.Lost, &b.Unsplit,
			&b.GainedSpread, &b.LostSpread, &b.Users, &b.Unknown, &b.HorizonDays, &b.expected)
	})
}

// bandTails are the bands, in percent, and the cases of 10,000 below their low end.
var bandTails = []struct{ percent, below int64 }{{50, 2500}, {80, 1000}, {95, 250}}

// spread adds bands and chances, and prices them.
func (d *PriceDesk) spread(ctx context.Context, terms Terms, f *Forecast, bounds []ForecastCrossing) error {
	b := f.Basis
	s := netProcess{b.Gained, b.Lost, b.GainedSpread, b.LostSpread, b.Days}.after(b.HorizonDays)
	counts := []int64{*b.expected}
	for _, t := range bandTails {
		counts = append(counts, max(0, b.Users+s.quantile(t.below)), max(0, b.Users+s.quantile(10000-t.below)))
	}
	priced, err := d.priceForecast(ctx, terms, b.unpriced, counts)
	if err != nil {
		return err
	}
	f.Expected = &priced[0]
	for i, t := range bandTails {
		f.Bands = append(f.Bands, ForecastBand{t.percent, priced[1+2*i], priced[2+2*i]})
	}
	for _, c := range bounds {
		c.ChanceBasisPoints = s.above(c.Users - b.Users)
		f.Crossings = append(f.Crossings, c)
	}
	return nil
}

// priceForecast prices counts of Guard Standard, where nothing says that they have
// no cost.
func (d *PriceDesk) priceForecast(ctx context.Context, terms Terms, why string, counts []int64) ([]Priced, error) {
	var priced []Priced
	var asked []Counts
	for _, users := range counts {
		priced = append(priced, Priced{Users: users, Reason: why})
		asked = append(asked, Counts{Users: users})
	}
	if why != "" {
		return priced, nil
	}
	return d.Price(ctx, terms, asked...)
}
