package gongsim

import (
	"time"

	"tamtam/core"
)

// Options say which company is simulated and how strictly. The zero value is a company of 100 calls without request limits.
type Options struct {
	// Seed makes the company; the same seed and numbers make the same one.
	Seed uint64
	// Calls is the number of calls (100 when 0), Users that of users (40 when 0), Workspaces that of workspaces (2 when 0).
	Calls, Users, Workspaces int
	// Span is how far the calls reach back from Now (365 days when 0). They are denser towards Now.
	Span time.Duration
	// Now is the company's present, at which its calendar stands still until SetNow. When it is zero, the calendar follows Clock.
	Now time.Time
	// Clock is what limits, cursors and slow answers go by; core.SystemClock when nil.
	Clock core.Clock
	// Zone is the company's time zone ("US/Pacific" when empty).
	Zone string
	// WordsPerMinute is the pace of speech (155 when 0); 190 makes 8,500 words of a 45-minute call, 20 makes small, quick companies.
	WordsPerMinute int
	// CRM says what the calls are linked to.
	CRM CRM
	// HostileEvery is how often a call carries a hostile title and comment: every 53rd when 0, none when negative.
	HostileEvery int
	// Limits are those on requests. The zero value has none; Gong documents 3 a second and 10,000 a day.
	Limits Limits
	// CursorLife is how long a sequence of pages may take, from its first request (1 h when 0).
	CursorLife time.Duration
	// ExpiresIn is how long an access token is valid, in whole seconds (24 h when 0).
	ExpiresIn time.Duration
	// RefreshGrace lets the last spent refresh token pass until the access or the refresh token made from it is used, as some servers do
	// for clients that never got their answer. Without it a refresh token is good for one request, as Gong's are.
	RefreshGrace bool
	// Tenant is what the token endpoint names as the customer's API address: a URL with scheme and without a path. When empty, it is the
	// host that is asked. SetTenant changes it.
	Tenant string
	// StrictHosts keeps the hosts apart once there is a tenant's: another host sends access tokens on to it (307), and the tenant's knows
	// no OAuth endpoints. Access keys are taken everywhere.
	StrictHosts bool
}

// Limits are the bounds on the number of requests of the whole company.
type Limits struct {
	// PerSecond is the steady rate that is allowed, with a burst of as many; 0 for no limit.
	PerSecond float64
	// PerDay is the number of requests per UTC day; 0 for no limit.
	PerDay int
}

// CRM is the kind of customer system that the company uses.
type CRM int

const (
	// Salesforce is natively connected: objects on calls, no registered integration.
	Salesforce CRM = iota
	// GenericCRM is registered through Gong's API: objects on calls, and an integration whose entities can be asked for.
	GenericCRM
	// NoCRM leaves calls without links.
	NoCRM
)

func (o Options) withDefaults() Options {
	setInt := func(v *int, d int) {
		if *v == 0 {
			*v = d
		}
	}
	setInt(&o.Calls, 100)
	setInt(&o.Users, 40)
	setInt(&o.Workspaces, 2)
	setInt(&o.WordsPerMinute, 155)
	setInt(&o.HostileEvery, 53)
	o.Users = max(o.Users, 4)
	if o.Span <= 0 {
		o.Span = 365 * 24 * time.Hour
	}
	if o.CursorLife <= 0 {
		o.CursorLife = time.Hour
	}
	if o.ExpiresIn <= 0 {
		o.ExpiresIn = 24 * time.Hour
	}
	if o.Zone == "" {
		o.Zone = "US/Pacific"
	}
	if o.Clock == nil {
		o.Clock = core.SystemClock{}
	}
	return o
}
