package gong

import (
	"bytes"
	"encoding/json"
	"math"
	"strconv"
	"strings"
	"time"
)

// Gong's API declares one type and sends another: ids come as strings and as bare numbers beyond 2^53, ranges as "1" and 1, optional
// values as null or not at all. The scalars here accept every such form, never pass through float64, and take what they cannot
// read for absent, so that one odd value does not cost a page of a hundred records.

// ID is an identifier as text, whether Gong sent a string or a number; "" when it was null or missing.
type ID string

// UnmarshalJSON accepts a string, a number or null.
func (i *ID) UnmarshalJSON(b []byte) error {
	*i = ID(scalar(b))
	return nil
}

// Text is a string that may have been null, missing, or sent as another scalar; "" stands for absent.
type Text string

// UnmarshalJSON accepts any scalar.
func (t *Text) UnmarshalJSON(b []byte) error {
	*t = Text(scalar(b))
	return nil
}

// Number is a number exactly as Gong wrote it ("7000", "0.50", "9.23"); "" when it was null or missing, so that 0 stays a value.
type Number string

// UnmarshalJSON accepts a number, a string that holds one, or null.
func (n *Number) UnmarshalJSON(b []byte) error {
	text := strings.TrimSpace(scalar(b))
	if _, err := strconv.ParseFloat(text, 64); err != nil || strings.Trim(text, "0123456789+-.eE") != "" { // not "Inf", not "0x1p-2"
		text = ""
	}
	*n = Number(text)
	return nil
}

// Known tells whether Gong sent the number.
func (n Number) Known() bool { return n != "" }

// Float is the number's value, 0 when it is absent.
func (n Number) Float() float64 {
	f, err := strconv.ParseFloat(string(n), 64)
	if err != nil || math.IsNaN(f) || math.IsInf(f, 0) {
		return 0
	}
	return f
}

// Int is the number's value without its fraction, 0 when it is absent.
func (n Number) Int() int64 {
	if i, err := strconv.ParseInt(string(n), 10, 64); err == nil {
		return i
	}
	return whole(n.Float())
}

// Seconds is the number taken as seconds: every duration and offset of the API but the times of a transcript. 0 when it is absent.
func (n Number) Seconds() time.Duration {
	return time.Duration(whole(math.Round(n.Float() * float64(time.Second))))
}

// Millis is an offset from the start of a call in milliseconds, the unit of transcripts only.
type Millis int64

// UnmarshalJSON accepts a number, a string that holds one, or null, which is 0.
func (m *Millis) UnmarshalJSON(b []byte) error {
	if i, err := strconv.ParseInt(string(b), 10, 64); err == nil {
		*m = Millis(i)
		return nil
	}
	*m = Millis(Number(scalar(b)).Int())
	return nil
}

// Duration is the offset as a time.Duration, held within its range.
func (m Millis) Duration() time.Duration {
	const most = Millis(math.MaxInt64 / int64(time.Millisecond))
	return time.Duration(max(min(m, most), -most)) * time.Millisecond
}

// Bool is yes, no, or absent.
type Bool uint8

// The values of a Bool.
const (
	Absent Bool = iota
	No
	Yes
)

// UnmarshalJSON accepts true, false, null, and the first two as strings.
func (v *Bool) UnmarshalJSON(b []byte) error {
	switch strings.ToLower(scalar(b)) {
	case "true":
		*v = Yes
	case "false":
		*v = No
	default:
		*v = Absent
	}
	return nil
}

// Known tells whether Gong sent the value.
func (v Bool) Known() bool { return v != Absent }

// True tells whether the value is yes.
func (v Bool) True() bool { return v == Yes }

// Time is an instant with the offset in which Gong wrote it, so that its date is the one in the company's zone. It is zero when the
// time was null, missing or malformed.
type Time struct{ time.Time }

// UnmarshalJSON accepts ISO 8601 with any number of fraction digits, with or without an offset (then UTC), a bare date, a Unix time,
// and the extra hour digit of Gong's own examples ("2019-01-21T000:00:00-08:00").
func (t *Time) UnmarshalJSON(b []byte) error {
	*t = Time{parseTime(b)}
	return nil
}

var timeLayouts = []string{time.RFC3339, "2006-01-02T15:04:05", "2006-01-02T15:04:05Z0700", "2006-01-02T15:04Z07:00", time.DateTime, time.DateOnly}

func parseTime(b []byte) time.Time {
	text := strings.TrimSpace(scalar(b))
	if len(text) > 14 && text[10] == 'T' && text[11] == '0' && text[14] == ':' {
		text = text[:11] + text[12:]
	}
	for _, layout := range timeLayouts {
		// In UTC, because Parse would name the machine's own zone where the offsets happen to agree.
		if t, err := time.ParseInLocation(layout, text, time.UTC); err == nil {
			return t
		}
	}
	seconds := Number(text).Float()
	if seconds <= 0 || seconds > 1<<43 {
		return time.Time{}
	}
	if seconds > 1<<36 { // past the year 4000: milliseconds
		return time.UnixMilli(whole(seconds)).UTC()
	}
	return time.UnixMilli(whole(seconds * 1000)).UTC()
}

// Value is the value of a CRM field: any JSON scalar with the text kept exactly as sent, a string without its quotes, a list or an
// object as compact JSON; "" when it was null or missing.
type Value string

// UnmarshalJSON accepts any JSON value.
func (v *Value) UnmarshalJSON(b []byte) error {
	if len(b) > 0 && (b[0] == '[' || b[0] == '{') {
		var compact bytes.Buffer
		if err := json.Compact(&compact, b); err != nil {
			return err
		}
		*v = Value(compact.String())
		return nil
	}
	*v = Value(scalar(b))
	return nil
}

// scalar is the text of a JSON scalar: a string's content, a number or a boolean as written, "" for null, a list or an object.
func scalar(b []byte) string {
	if len(b) == 0 || b[0] == 'n' || b[0] == '{' || b[0] == '[' {
		return ""
	}
	if b[0] != '"' {
		return string(b)
	}
	var s string
	if json.Unmarshal(b, &s) != nil {
		return ""
	}
	return s
}

// whole cuts a float to int64; what lies beyond its range becomes the nearest value in it, which a plain conversion does not promise.
func whole(f float64) int64 {
	switch {
	case math.IsNaN(f):
		return 0
	case f >= math.MaxInt64:
		return math.MaxInt64
	case f <= math.MinInt64:
		return math.MinInt64
	}
	return int64(f)
}
