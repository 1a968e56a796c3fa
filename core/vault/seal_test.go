package vault_test

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"slices"
	"testing"

	"tamtam/core"
	"tamtam/core/vault"
)

func memory(t testing.TB) *vault.Vault {
	t.Helper()
	v, err := vault.Open(t.Context(), "db", &blob{}, vault.Options{Memory: new(vault.Memory), Empty: true})
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestSealedValues(t *testing.T) {
	v := memory(t)
	sealed := v.Seal("connections", "c1", []byte("top secret"))

	t.Run("open where they were sealed", func(t *testing.T) {
		for _, plain := range [][]byte{nil, []byte("x"), bytes.Repeat([]byte("long "), 1<<16)} {
			sealed := v.Seal("b", "k", plain)
			if !vault.IsSealed(sealed) || len(sealed) != len(plain)+vault.Overhead || len(plain) > 1 && bytes.Contains(sealed, plain[:5]) {
				t.Errorf("%d bytes became %d", len(plain), len(sealed))
			}
			if got, err := v.Open("b", "k", sealed); err != nil || !bytes.Equal(got, plain) {
				t.Errorf("%d bytes: %v", len(plain), err)
			}
		}
	})
	t.Run("never look the same twice", func(t *testing.T) {
		if bytes.Equal(sealed, v.Seal("connections", "c1", []byte("top secret"))) {
			t.Error("the nonce was used twice")
		}
	})
	t.Run("cannot be moved to another record", func(t *testing.T) {
		for _, place := range [][2]string{{"connections", "c2"}, {"settings", "c1"}, {"connection", "sc1"}, {"connectionsc", "1"}, {"", ""}} {
			if got, err := v.Open(place[0], place[1], sealed); !core.Is(err, core.Broken) || got != nil {
				t.Errorf("%q: got %q, %v", place, got, err)
			}
		}
	})
	t.Run("show every change", func(t *testing.T) {
		for i := range sealed {
			changed := slices.Clone(sealed)
			changed[i] ^= 1
			for _, value := range [][]byte{changed, sealed[:i]} {
				if got, err := v.Open("connections", "c1", value); !core.Is(err, core.Broken) || got != nil {
					t.Fatalf("byte %d: got %q, %v", i, got, err)
				}
			}
		}
	})
	t.Run("are told from plain ones", func(t *testing.T) {
		for _, value := range []string{"", "plain", "\x93TS", `{"a":1}`} {
			if got, err := v.Open("b", "k", []byte(value)); !core.Is(err, core.Broken) || got != nil || vault.IsSealed([]byte(value)) {
				t.Errorf("%q: got %q, %v", value, got, err)
			}
		}
	})
}

// What an earlier version sealed must open for ever: this value and this key were made when the format was.
func TestFormatStays(t *testing.T) {
	key := base64.StdEncoding.EncodeToString([]byte("0123456789abcdef0123456789abcdef"))
	r := &ring{items: map[string]string{"io.tamtam.Tamtam/data-key-v1.00c0ffee00c0ffee": key}}
	v := open(t, "00c0ffee00c0ffee", &blob{}, in(r))
	sealed, err := hex.DecodeString(formerly)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := v.Open("connections", "c1", sealed); err != nil || string(got) != "kept since version 1" {
		t.Errorf("got %q, %v", got, err)
	}
}

const formerly = "9354535601ce5b6a1b611fb779b6963e391bdc19cb02e4eab9fe6ff077356aeb2c5e144b6" +
	"375d7a2c57a64619ff70441376ddb26eb689df6cc59b272c2f6bee95ac7c4a9a15df07f1b"

func FuzzOpenSealed(f *testing.F) {
	v := memory(f)
	f.Add([]byte(nil))
	f.Add(v.Seal("b", "k", []byte("plain")))
	f.Fuzz(func(t *testing.T, value []byte) {
		if got, err := v.Open("b", "other", value); err == nil || got != nil {
			t.Errorf("opened %x", value)
		}
	})
}

func BenchmarkSeal(b *testing.B) {
	v, plain := memory(b), make([]byte, 4<<10)
	b.SetBytes(int64(len(plain)))
	for b.Loop() {
		v.Seal("bucket", "key", plain)
	}
}

func BenchmarkOpenSealed(b *testing.B) {
	v, plain := memory(b), make([]byte, 4<<10)
	sealed := v.Seal("bucket", "key", plain)
	b.SetBytes(int64(len(plain)))
	for b.Loop() {
		if _, err := v.Open("bucket", "key", sealed); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkPassphrase(b *testing.B) {
	kept := &blob{}
	if _, err := vault.Open(b.Context(), "db", kept, empty(by("correct horse"))); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := vault.Open(b.Context(), "db", kept, by("correct horse")); err != nil {
			b.Fatal(err)
		}
	}
}
