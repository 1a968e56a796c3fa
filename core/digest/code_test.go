package digest_test

import (
	"encoding/binary"
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"tamtam/core"
	"tamtam/core/digest"
)

// words are texts of all kinds; a digest may hold any.
var words = []string{"", "Acme", "Zoë Ünal", "日本", "\xff", "a\nb", "00:00:01", strings.Repeat("long ", 60), "\x00", "👋"}

func random(r *rand.Rand) digest.Digest {
	word := func() string { return words[r.IntN(len(words))] }
	length := func() time.Duration {
		return time.Duration([]int64{0, 1, 127, 128, 5400, math.MaxInt32}[r.IntN(6)]) * time.Second
	}
	d := digest.Digest{
		ID: core.CallID(word()), Title: word(), Scope: word(), URL: word(), Duration: length(), Turns: r.IntN(3) * 70_000, Private: r.IntN(2) == 0,
		Deleted: r.IntN(2) == 0,
	}
	if r.IntN(4) > 0 {
		d.Started = time.Unix(r.Int64N(1<<34)-1<<33, 0).UTC()
	}
	for range r.IntN(4) {
		d.People = append(d.People, digest.Person{Name: word(), Email: word(), Title: word(), Side: word(), Talked: length()})
		d.Objects = append(d.Objects, digest.Object{Kind: word(), Name: word(), System: word(), ID: word()})
		d.Trackers = append(d.Trackers, digest.Tracker{Name: word(), Count: []int{0, -3, 1, math.MaxInt32}[r.IntN(4)]})
		d.Topics = append(d.Topics, digest.Topic{Name: word(), Length: length()})
	}
	return d
}

func TestADigestComesBack(t *testing.T) {
	for seed := range uint64(500) {
		want := random(rand.New(rand.NewPCG(seed, 1)))
		b := digest.Append([]byte("before"), want)
		if string(b[:6]) != "before" {
			t.Fatal("what stands before is overwritten")
		}
		got, err := digest.Read(b[6:])
		if err != nil {
			t.Fatal(err)
		}
		clear(b) // the digest keeps nothing of it
		if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("(-want +got)\n%s", diff)
		}
	}
}

// A digest that is cut, that something follows, or that another version wrote, is none.
func TestWhatIsNoDigestIsRefused(t *testing.T) {
	for seed := range uint64(50) {
		whole := digest.Append(nil, random(rand.New(rand.NewPCG(seed, 2))))
		for end := range whole {
			if _, err := digest.Read(whole[:end:end]); err == nil {
				t.Fatalf("the first %d of %d bytes are read", end, len(whole))
			}
		}
		if _, err := digest.Read(append(slices.Clone(whole), 0)); err == nil {
			t.Fatal("one byte too many is read")
		}
		whole[0]++
		if _, err := digest.Read(whole); err == nil {
			t.Fatal("another version is read")
		}
	}
}

// TestReadCostsNoMoreThanThereIs gives lists that claim to be long, each where its length is read.
func TestReadCostsNoMoreThanThereIs(t *testing.T) {
	const size = 1 << 16
	empty := digest.Append(nil, digest.Digest{})
	for list := range 4 { // the lengths of the four lists end an empty digest
		for _, claimed := range []uint64{size / 5, size/2 + 1, size, 1<<31 - 1, math.MaxUint64} {
			b := binary.AppendUvarint(slices.Clone(empty[:len(empty)-4+list]), claimed)
			b = append(b, make([]byte, size)...)
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, err := digest.Read(b)
			runtime.ReadMemStats(&after)
			if err == nil {
				t.Errorf("list %d of %d is read", list, claimed)
			}
			if cost := after.TotalAlloc - before.TotalAlloc; cost > 20*size {
				t.Errorf("list %d of %d in %d bytes costs %d bytes of memory", list, claimed, len(b), cost)
			}
		}
	}
}

func FuzzRead(f *testing.F) {
	for seed := range uint64(20) {
		f.Add(digest.Append(nil, random(rand.New(rand.NewPCG(seed, 3)))))
	}
	f.Add([]byte{1, 4, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff})
	f.Fuzz(func(t *testing.T, b []byte) {
		d, err := digest.Read(b)
		if err != nil {
			return
		}
		again, err := digest.Read(digest.Append(nil, d))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(d, again, cmpopts.EquateEmpty()); diff != "" {
			t.Fatalf("(-read +again)\n%s", diff)
		}
	})
}

// BenchmarkRead reads the digests of 10,000 calls as they are: six people, an account and a deal, five trackers and topics.
func BenchmarkRead(b *testing.B) {
	d := digest.Digest{
		ID: "4570250816631531513", Title: "Acme, renewal and pricing", Started: time.Unix(1_775_000_000, 0), Duration: 45 * time.Minute,
		Scope: digest.External, URL: "https://us-49467.app.gong.io/call?id=4570250816631531513", Turns: 160,
		Objects: []digest.Object{
			{Kind: digest.Account, Name: "Acme Inc", System: "Salesforce", ID: "001A0000015kXyzIAE"},
			{Kind: "Opportunity", Name: "Acme renewal", System: "Salesforce", ID: "006A0000015kXyzIAE"},
		},
	}
	for i := range 6 {
		name := fmt.Sprint("Colleague ", i)
		d.People = append(d.People, digest.Person{Name: name, Email: "colleague@example.com", Title: "Account Executive", Side: digest.Internal})
	}
	for i := range 5 {
		d.Trackers = append(d.Trackers, digest.Tracker{Name: fmt.Sprint("Competitors ", i), Count: i})
		d.Topics = append(d.Topics, digest.Topic{Name: fmt.Sprint("Small Talk ", i), Length: time.Minute})
	}
	raw := digest.Append(nil, d)
	b.ReportAllocs()
	b.SetBytes(int64(10_000 * len(raw)))
	for b.Loop() {
		for range 10_000 {
			if _, err := digest.Read(raw); err != nil {
				b.Fatal(err)
			}
		}
	}
}
