package gong_test

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tamtam/core/gong"
)

func TestScalarsAcceptEveryForm(t *testing.T) {
	type odd struct {
		ID     gong.ID
		Text   gong.Text
		Number gong.Number
		Millis gong.Millis
		Bool   gong.Bool
		Value  gong.Value
	}
	all := func(v string) string {
		return fmt.Sprintf(`{"ID":%[1]s,"Text":%[1]s,"Number":%[1]s,"Millis":%[1]s,"Bool":%[1]s,"Value":%[1]s}`, v)
	}
	cases := []struct {
		name, json string
		want       odd
	}{
		{"nothing", `{}`, odd{}},
		{"null", all(`null`), odd{}},
		{"a number beyond 2^53", all(`2271307570613351879`), odd{ID: "2271307570613351879", Text: "2271307570613351879", Number: "2271307570613351879", Millis: 2271307570613351879, Value: "2271307570613351879"}},
		{"an id of 20 digits", all(`"18446744073709551615"`), odd{ID: "18446744073709551615", Text: "18446744073709551615", Number: "18446744073709551615", Millis: 9223372036854775807, Value: "18446744073709551615"}},
		{"money", all(`7000.50`), odd{ID: "7000.50", Text: "7000.50", Number: "7000.50", Millis: 7000, Value: "7000.50"}},
		{"a number in a string", all(`"0.50"`), odd{ID: "0.50", Text: "0.50", Number: "0.50", Value: "0.50"}},
		{"true", all(`true`), odd{ID: "true", Text: "true", Bool: gong.Yes, Value: "true"}},
		{"false in a string", all(`"False"`), odd{ID: "False", Text: "False", Bool: gong.No, Value: "False"}},
		{"no number", all(`"NaN"`), odd{ID: "NaN", Text: "NaN", Value: "NaN"}},
		{"words", all(`"a\u00e9\n\"b"`), odd{ID: "aé\n\"b", Text: "aé\n\"b", Value: "aé\n\"b"}},
		{"an exponent", all(`1e400`), odd{ID: "1e400", Text: "1e400", Value: "1e400"}},
		{"a list", all(`[1, "a"]`), odd{Value: `[1,"a"]`}},
		{"an object", all(`{"a": null}`), odd{Value: `{"a":null}`}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var got odd
			if err := json.Unmarshal([]byte(c.json), &got); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestTimeReadsWhatGongSends(t *testing.T) {
	west := time.FixedZone("", -8*3600)
	cases := []struct {
		json string
		want time.Time
	}{
		{`"2023-10-17T21:21:31+02:00"`, time.Date(2023, 10, 17, 19, 21, 31, 0, time.UTC)},
		{`"2026-06-10T21:50:07.428+02:00"`, time.Date(2026, 6, 10, 19, 50, 7, 428e6, time.UTC)},
		{`"2023-10-17T21:21:31.816562+02:00"`, time.Date(2023, 10, 17, 19, 21, 31, 816562e3, time.UTC)},
		{`"2026-02-17T03:30:00Z"`, time.Date(2026, 2, 17, 3, 30, 0, 0, time.UTC)},
		{`"2026-02-17T03:30:00.000+0000"`, time.Date(2026, 2, 17, 3, 30, 0, 0, time.UTC)},
		{`"2026-02-17T03:30:00"`, time.Date(2026, 2, 17, 3, 30, 0, 0, time.UTC)},
		{`"2019-01-21"`, time.Date(2019, 1, 21, 0, 0, 0, 0, time.UTC)},
		{`"2019-01-21T000:00:00-08:00"`, time.Date(2019, 1, 21, 0, 0, 0, 0, west)},
		{`1518863400.0`, time.Unix(1518863400, 0)},
		{`1518863400000`, time.Unix(1518863400, 0)},
		{`null`, time.Time{}},
		{`""`, time.Time{}},
		{`"soon"`, time.Time{}},
		{`"2026-02-30T00:00:00Z"`, time.Time{}},
		{`-5`, time.Time{}},
		{`1e300`, time.Time{}},
		{`{}`, time.Time{}},
	}
	for _, c := range cases {
		t.Run(c.json, func(t *testing.T) {
			got := gong.Time{Time: time.Unix(1, 0)}
			if err := json.Unmarshal([]byte(c.json), &got); err != nil {
				t.Fatal(err)
			}
			if !got.Equal(c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}

func TestTimeKeepsTheCompanysDate(t *testing.T) {
	var got gong.Time
	if err := json.Unmarshal([]byte(`"2026-01-20T23:30:00-08:00"`), &got); err != nil {
		t.Fatal(err)
	}
	if day := got.Format(time.DateOnly); day != "2026-01-20" {
		t.Errorf("got %s", day)
	}
}

func TestNumberUnits(t *testing.T) {
	cases := []struct {
		n       gong.Number
		seconds time.Duration
		whole   int64
	}{
		{"", 0, 0},
		{"0", 0, 0},
		{"147", 147 * time.Second, 147},
		{"32.56", 32560 * time.Millisecond, 32},
		{"-1", -time.Second, -1},
		{"1e30", 1<<63 - 1, 1<<63 - 1},
	}
	for _, c := range cases {
		if c.n.Seconds() != c.seconds || c.n.Int() != c.whole || c.n.Known() != (c.n != "") {
			t.Errorf("%q: got %v, %d, %v", c.n, c.n.Seconds(), c.n.Int(), c.n.Known())
		}
	}
	if got := gong.Millis(460230).Duration(); got != 460230*time.Millisecond {
		t.Errorf("Millis: got %v", got)
	}
	if got := gong.Millis(1<<63 - 1).Duration(); got <= 0 {
		t.Errorf("the longest Millis turned into %v", got)
	}
}
