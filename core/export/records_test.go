package export_test

import (
	"bytes"
	"iter"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/parquet-go/parquet-go"
	"github.com/xuri/excelize/v2"

	"tamtam/core"
	"tamtam/core/export"
	"tamtam/core/redact"
	"tamtam/core/text"
)

var userKeys = []string{"Name", "Aliases", "Phone"}

// users are records of which one has a key that its type does not know, and one has nothing.
func users() iter.Seq2[text.Record, error] {
	jane := text.New("User", "a b")
	jane.Set("Name", "=Jane \"J\" Doe")
	jane.List("Aliases", []string{"jane@acme.com", "jd@acme.com\nold"})
	jane.Set("Deleted in Gong", "noticed")
	return func(yield func(text.Record, error) bool) { _ = yield(jane, nil) && yield(text.New("User", "7"), nil) }
}

func writtenRecords(t *testing.T, f export.Format, o export.Options) []byte {
	t.Helper()
	var b bytes.Buffer
	done := 0
	o.Done = func(n int) { done = n }
	n, err := export.WriteRecords(t.Context(), &b, f, userKeys, users(), o)
	if err != nil || n != 2 || done != 2 {
		t.Fatalf("%s: %d and %d records, %v", f, n, done, err)
	}
	return b.Bytes()
}

func TestRecordsReadBack(t *testing.T) {
	want := [][]string{
		{"Id", "Name", "Aliases", "Phone", "Other"},
		{"a b", "'=Jane \"J\" Doe", "jane@acme.com\njd@acme.com\nold", "", "Deleted in Gong: noticed"},
		{"7", "", "", "", ""},
	}
	if diff := cmp.Diff(want, readCSV(t, writtenRecords(t, export.CSV, export.Options{}))); diff != "" {
		t.Errorf("csv: %s", diff)
	}
	want[1][1] = "=Jane \"J\" Doe"
	want[2] = []string{"7"} // empty cells at the end of a row are not read
	if diff := cmp.Diff(want, readXLSX(t, writtenRecords(t, export.XLSX, export.Options{}), "Records", excelize.Options{RawCellValue: true})); diff != "" {
		t.Errorf("xlsx: %s", diff)
	}
	const lines = `{"kind":"User","id":"a b","fields":{"Name":["=Jane \"J\" Doe"],"Aliases":["jane@acme.com","jd@acme.com\nold"],"Deleted in Gong":["noticed"]}}
{"kind":"User","id":"7","fields":{}}
`
	if diff := cmp.Diff(lines, string(writtenRecords(t, export.JSONLines, export.Options{}))); diff != "" {
		t.Errorf("jsonl: %s", diff)
	}
	type field struct {
		Key    string   `parquet:"key"`
		Values []string `parquet:"values,list"`
	}
	type row struct {
		Kind   string  `parquet:"kind"`
		ID     string  `parquet:"id"`
		Fields []field `parquet:"fields,list"`
	}
	b := writtenRecords(t, export.Parquet, export.Options{})
	rows, err := parquet.Read[row](bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	all := []row{{"User", "a b", []field{
		{"Name", []string{"=Jane \"J\" Doe"}}, {"Aliases", []string{"jane@acme.com", "jd@acme.com\nold"}}, {"Deleted in Gong", []string{"noticed"}},
	}}, {"User", "7", []field{}}}
	if diff := cmp.Diff(all, rows); diff != "" {
		t.Errorf("parquet: %s", diff)
	}
}

func TestRecordsAreRedacted(t *testing.T) {
	o := export.Options{Redact: redact.New(redact.Rules{Contacts: true, Names: []string{"Jane"}})}
	for _, f := range []export.Format{export.CSV, export.JSONLines} {
		if got := writtenRecords(t, f, o); bytes.Contains(got, []byte("Jane")) || bytes.Contains(got, []byte("@")) {
			t.Errorf("%s: %s", f, got)
		}
	}
	if _, err := export.WriteRecords(t.Context(), new(bytes.Buffer), export.HTML, userKeys, users(), o); !core.Is(err, core.Invalid) {
		t.Errorf("as a document: %v", err)
	}
}

// TestRecordsOfAFile are read in the order of the file.
func TestRecordsOfAFile(t *testing.T) {
	k := newKept(t)
	id := k.dataset("Sample")
	sorts := map[string]string{}
	for n := range 70 { // more than are read together
		sorts[string(rune('A'+n))] = string(rune(1000 - n))
	}
	k.put(id, core.Users, "User", sorts)
	n := 70
	for r, err := range export.Records(k, id, core.Users) {
		if n--; err != nil || text.UnescapeID(r.ID) != string(rune('A'+n)) {
			t.Errorf("record %d is %s, %v", n, r.ID, err)
		}
	}
	if n != 0 {
		t.Errorf("%d records are missing", n)
	}
	for r, err := range export.Records(k, id, core.Trackers) {
		t.Errorf("a file that was not imported has %v, %v", r, err)
	}
}
