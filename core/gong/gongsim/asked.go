package gongsim

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// problem is an answer in Gong's form of an error.
type problem struct {
	status     int
	texts      []string
	retryAfter string
	location   string // of a redirect, which has no texts
}

func fail(status int, format string, args ...any) *problem {
	return &problem{status: status, texts: []string{fmt.Sprintf(format, args...)}}
}

// nothing is Gong's answer to a list request that finds nothing: not an empty list but a 404.
func nothing() *problem {
	return fail(http.StatusNotFound, "No calls found corresponding to the provided filters")
}

func unreadable() *problem { return fail(http.StatusBadRequest, "Json parse error") }

// asked is one request, read.
type asked struct {
	*http.Request
	query  url.Values
	body   []byte
	fields map[string]json.RawMessage // of the body's object
	scopes []string
	id     string
}

// read takes the body apart. A body must be an object with a filter.
func (a *asked) read() *problem {
	if err := json.Unmarshal(a.body, &a.fields); err != nil || a.fields == nil {
		return unreadable()
	}
	filter := bytes.TrimSpace(a.fields["filter"])
	if len(filter) == 0 || string(filter) == "null" {
		return fail(http.StatusBadRequest, "filter: must not be null")
	}
	return nil
}

// decode reads a field of the body into a struct; false stands for Gong's parse error.
func (a *asked) decode(field string, into any) bool {
	raw, ok := a.fields[field]
	return !ok || json.Unmarshal(raw, into) == nil
}

func (a *asked) cursor() string {
	if a.Method == http.MethodGet {
		return a.query.Get("cursor")
	}
	var token string
	a.decode("cursor", &token)
	return token
}

// question is the fingerprint of the request but for its cursor.
func (a *asked) question() string {
	h := sha256.New()
	fmt.Fprintln(h, a.Method, a.URL.Path)
	if a.Method == http.MethodGet {
		q := url.Values{}
		for k, v := range a.query {
			if k != "cursor" {
				q[k] = v
			}
		}
		fmt.Fprintln(h, q.Encode())
	} else {
		var fields map[string]any
		_ = json.Unmarshal(a.body, &fields) // read before, when it was found to be an object
		delete(fields, "cursor")
		b, err := json.Marshal(fields)
		if err != nil {
			panic(err)
		}
		h.Write(b)
	}
	return hex.EncodeToString(h.Sum(nil)[:12])
}

// instant is a moment in a request: ISO 8601 with Z or an offset, with or without fractions.
type instant struct{ time.Time }

func (i *instant) UnmarshalJSON(b []byte) error {
	var text *string
	if err := json.Unmarshal(b, &text); err != nil || text == nil {
		return err
	}
	t, err := parseInstant(*text)
	i.Time = t
	return err
}

func parseInstant(text string) (time.Time, error) {
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04:05.999999999Z0700"} {
		if t, err := time.Parse(layout, text); err == nil {
			return t, nil
		}
	}
	return time.Time{}, errors.New("no time")
}

// callID is an id in a request: text of up to 20 digits.
type callID string

func (c *callID) UnmarshalJSON(b []byte) error {
	var text string
	if err := json.Unmarshal(b, &text); err != nil {
		return err
	}
	if _, err := strconv.ParseUint(text, 10, 64); err != nil || strings.HasPrefix(text, "+") {
		return errors.New("no id")
	}
	*c = callID(text)
	return nil
}

// callFilter is the filter of the three lists of calls.
type callFilter struct {
	From    instant   `json:"fromDateTime"`
	To      instant   `json:"toDateTime"`
	Place   string    `json:"workspaceId"`
	CallIDs *[]callID `json:"callIds"`
	Hosts   *[]string `json:"primaryUserIds"`
}

// check finds what Gong would not accept.
func (f callFilter) check() *problem {
	if !f.From.IsZero() && !f.To.IsZero() && !f.From.Before(f.To.Time) {
		return fail(http.StatusBadRequest, "filter.fromDateTime: must be before toDateTime")
	}
	if f.CallIDs != nil {
		if len(*f.CallIDs) == 0 {
			return fail(http.StatusBadRequest, "filter.callIds: must not be empty")
		}
		if len(*f.CallIDs) > 100 {
			return fail(http.StatusBadRequest, "filter.callIds: size must be between 1 and 100")
		}
	}
	return nil
}

// pass makes the test that the filter stands for.
func (s *Sim) pass(f callFilter) func(*entry) bool {
	inTime := within(f.From.Time, f.To.Time)
	ids, hosts := map[uint64]bool{}, map[string]bool{}
	if f.CallIDs != nil {
		for _, text := range *f.CallIDs {
			n, _ := strconv.ParseUint(string(text), 10, 64)
			ids[n] = true
		}
	}
	if f.Hosts != nil {
		for _, user := range *f.Hosts {
			hosts[user] = true
		}
	}
	return func(e *entry) bool {
		return inTime(e) && (len(ids) == 0 || ids[e.id]) && (f.Place == "" || s.workspaces[e.place].ID == f.Place) &&
			(len(hosts) == 0 || hosts[s.users[e.host].ID])
	}
}
