package redact_test

import (
	"strings"
	"testing"

	"tamtam/core/redact"
	"tamtam/core/text"
)

var contacts = redact.New(redact.Rules{Contacts: true})

func TestEmails(t *testing.T) {
	for in, want := range map[string]string{
		"write to jane@acme.com.":                       "write to [e-mail].",
		"Jane Doe <jane.doe+sales@mail.acme.co.uk>, VP": "Jane Doe <[e-mail]>, VP",
		"mailto:jane@acme.com?subject=x":                "mailto:[e-mail]?subject=x",
		"https://acme.com/?to=jane%40acme.com&x=1":      "https://acme.com/?to=[e-mail]&x=1",
		"jörg@müller.de und 田中@例え.jp":                   "[e-mail] und [e-mail]",
		`"jane doe"@acme.com`:                           "[e-mail]",
		"jane@[10.0.0.1]":                               "[e-mail]",
		"o'brien@acme.com,jane@acme.com;bob@acme.com":   "[e-mail],[e-mail];[e-mail]",
		"a@b.c@d.e": "[e-mail]@d.e",
		"5 @ 3, @jane, jane@home, jane at acme dot com": "5 @ 3, @jane, jane@home, jane at acme dot com",
		"[e-mail] [phone] [name 1]":                     "[e-mail] [phone] [name 1]",
		"\xffjane@acme.com\xff":                         "\xff[e-mail]\xff",
		"jane＠acme.com, bob@acme。co．jp":                 "[e-mail], [e-mail]",
		"ja\u00adne\u200b@\u200bacme.c\u00adom":         "[e-mail]",
	} {
		if got := contacts.String(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestPhones(t *testing.T) {
	for _, number := range []string{
		"+1 415 555 2671", "+14155552671", "+1 (415) 555-2671", "+44 20 7946 0958", "+49 (0)30 / 123 45-67", "+49 171 1234567", "+81-3-1234-5678",
		"0049 171 1234567", "00491711234567", "0171 1234567", "01711234567", "030/1234567", "(030) 123456", "(415) 555-2671", "415-555-2671",
		"415.555.2671", "415 555 2671", "1-415-555-2671", "01 23 45 67 89", "01.23.45.67.89", "+33\u00a01\u00a023\u00a045\u00a067\u00a089", "+972-54-123-4567",
		"+919876543210", "555-123-4567", "555 123 4567", "1 555.123.4567", "555‑123‑4567", "０９０－１２３４－５６７８", "＋８１ ９０ １２３４ ５６７８", "٠٥٥ ١٢٣ ٤٥٦٧",
	} {
		for _, around := range []string{"|", "Call me on |, or write.", "(|)", "tel:|", "| 2026-04-08 14:30:00 UTC", "at 00:07:40 |: said"} {
			want := strings.Replace(around, "|", redact.Phone, 1)
			if got := contacts.String(strings.Replace(around, "|", number, 1)); got != want {
				t.Errorf("%q in %q: got %q", number, around, got)
			}
		}
	}
	for in, want := range map[string]string{
		"Phone: 555 1234":                 "Phone: [phone]",
		"Mobile Phone: 4155552671":        "Mobile Phone: [phone]",
		"my number is +4917112345, yours": "my number is [phone], yours",
		"https://wa.me/?p=%2B49171123456": "https://wa.me/?p=[phone]",
		"My number is 5551234567":         "My number is [phone]",
		"my cell's 8005550199":            "my cell's [phone]",
		"you can reach me at 5551234567!": "you can reach me at [phone]!",
		"WhatsApp: 5551234567":            "WhatsApp: [phone]",
		"555-123-4567x12":                 "[phone]x12",
		"\xff ٠٥٥١٢٣٤٥٦٧ \xff é":          "\xff [phone] \xff é",
	} {
		if got := contacts.String(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

// TestWhatIsNoPhoneNumber: dates, times, amounts and ids stay.
func TestWhatIsNoPhoneNumber(t *testing.T) {
	for _, s := range []string{
		"2026-04-08 14:30:00 UTC", "2026-04-08 to 2026-05-09", "08.04.2026 14.30", "04/08/2026", "1/2/2026 10:30", "00:07:40, 00:12:10, 00:40:01",
		"20260408_143000", "4570250816631531513", "https://us-49467.app.gong.io/call?id=4570250816631531513", "Salesforce/006B000001xyzAB",
		"https://example.com/call/0301234567", "INV-0301234567", "id=0171234567", "550e8400-e29b-41d4-a716-446655440000",
		"$1,200,000.00", "$ 1 200 000 000", "€4155552671", "1200000 USD", "7000", "0.123456789", "1.234.567.890", "99.9999999%", "1 000 000 000",
		"10-20-30", "192.168.100.200", "v1.20.3", "#0171234567", "100 - 200 - 300", "45m 12s", "2024 2025 2026", "FY2024-2026", "4155552671",
		"3.14159265358979", "0000012345",
	} {
		if got := contacts.String(s); got != s {
			t.Errorf("%q became %q", s, got)
		}
	}
}

func TestNames(t *testing.T) {
	r := redact.New(redact.Rules{Names: []string{"Jane Doe", "Acme, Inc.", "josé", "田中", "Jane", "name", "O'Brien", "", "--"}})
	for in, want := range map[string]string{
		"Jane Doe and JANE  DOE's jane-doe": "[name 1] and [name 1]'s [name 1]",
		"Doe, Jane":                         "Doe, [name 5]",
		"Jane Does, Janet, Jane2":           "[name 5] Does, Janet, Jane2",
		"Acme Inc’s deal with ACME":         "[name 2]’s deal with ACME",
		"JOSÉ, Jose\u0301, Jose":            "[name 3], [name 3], Jose",
		"田中さん":                              "[name 4]さん",
		"a name, [name 1], [name x]":        "a [name 6], [name 1], [[name 6] x]",
		"O’Brien o'brien OBrien":            "[name 7] [name 7] OBrien",
		"Ja\u00adne":                        "[name 5]",
		"jane@acme.com":                     "[name 5]@acme.com",
		"nothing here":                      "nothing here",
		"Jane Jane Doe":                     "[name 5] [name 1]",
		"\xff Jane \xff":                    "\xff [name 5] \xff",
	} {
		if got := r.String(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
	others := redact.New(redact.Rules{Names: []string{"김민수", "Straße GmbH", "İpek Işık", "Doe"}})
	for in, want := range map[string]string{
		"김민수는 왔다, 김민수 씨":       "[name 1]는 왔다, [name 1] 씨",
		"STRASSE GMBH":         "[name 2]",
		"ipek ışık, İPEK IŞIK": "[name 3], [name 3]",
		"ＤＯＥ, 𝐃𝐨𝐞":             "[name 4], [name 4]",
	} {
		if got := others.String(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
	both := redact.New(redact.Rules{Contacts: true, Names: []string{"Acme"}})
	if got := both.String("Acme: jane@acme.com"); got != "[name 1]: [e-mail]" {
		t.Errorf("both: %q", got)
	}
}

func TestNothingToRedact(t *testing.T) {
	r := redact.New(redact.Rules{Names: []string{" ", "."}})
	if r != nil || r.String("jane@acme.com") != "jane@acme.com" {
		t.Errorf("got %v", r)
	}
	if got := r.Record(text.New("Call", "1")); got.ID != "1" {
		t.Errorf("got %v", got)
	}
}

// TestRecord: every text of a record is redacted, and the one that was given is not touched.
func TestRecord(t *testing.T) {
	make := func(mail, phone, name string) text.Record {
		r := text.Record{Kind: "Call", ID: text.EscapeID(name + "/" + mail)}
		r.Set("Title", name+" "+phone)
		r.Set("Phone", phone)
		r.List("Attendees", []string{name + " <" + mail + ">"})
		r.Say(text.Turn{Speaker: name, Affiliation: name, Topic: mail, Lines: []string{phone, mail}})
		return r
	}
	r := redact.New(redact.Rules{Contacts: true, Names: []string{"Jane"}})
	given := make("jane@acme.com", "0171 1234567", "Jane")
	if got, want := string(text.Append(nil, r.Record(given))), string(text.Append(nil, make(redact.Email, redact.Phone, "[name 1]"))); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if given.Fields[0].Value != "Jane 0171 1234567" || given.Turns[0].Lines[0] != "0171 1234567" || given.Fields[2].Items[0] != "Jane <jane@acme.com>" {
		t.Errorf("the record was changed: %v", given)
	}
	if got := r.Record(text.New("Call", "01711234567")); got.ID != "01711234567" {
		t.Errorf("a Gong id became %q", got.ID)
	}
	split := text.New("Transcript", "8")
	split.Say(text.Turn{Speaker: "Ina", Lines: []string{"This is Jane", "Doe speaking.", "Yes."}})
	parted := redact.New(redact.Rules{Names: []string{"Jane Doe"}}).Record(split)
	if got := strings.Join(parted.Turns[0].Lines, "|"); got != "This is [name 1] speaking.|Yes." {
		t.Errorf("a name over two lines became %q", got)
	}
	short := text.New("User", "7")
	short.Set("Phone", "4155552671")
	if got := r.Record(short).Value("Phone"); got != redact.Phone {
		t.Errorf("the value of Phone is %q", got)
	}
}

// FuzzRedact: nothing is found in what was redacted, and it stays as it is when it is redacted again.
func FuzzRedact(f *testing.F) {
	for _, s := range []string{
		"jane@acme.com", "a@b.c@d.e", "+49 171 1234567", "x@y.z+4917112345678", "Jane@Jane.Jane", "[e-mail]@acme.com", "Jane 0171 Jane 1234567",
		"[name 1]", "jose\u0301@x.y", "\xff@a.b", "01-01-2026+49171123456789", "(415) 555-2671(415) 555-2671",
	} {
		f.Add(s)
	}
	r := redact.New(redact.Rules{Contacts: true, Names: []string{"Jane", "Acme Inc", "josé", "mail", "田中"}})
	f.Fuzz(func(t *testing.T, s string) {
		got := r.String(s)
		if again := r.String(got); again != got {
			t.Errorf("%q became %q, then %q", s, got, again)
		}
		if found := append(redact.Emails(got), redact.Phones(got)...); len(found) > 0 {
			t.Errorf("%q became %q, which holds %q", s, got, found)
		}
	})
}
