//go:build !race

// The engine for PDFs takes minutes to make under the race detector; .ci/test.sh runs these tests without it.

package attach

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"time"
)

func TestReadPDF(t *testing.T) {
	r := reader{most: 1 << 20}
	t.Cleanup(func() {
		if err := r.pdf.close(); err != nil {
			t.Error(err)
		}
	})
	got, err := reads(t, &r, pdfDoc, pdf("Renewal in May", "Second page"))
	if got != "Renewal in May\n\nSecond page\n" || err != nil {
		t.Errorf("got %q, %v", got, err)
	}
	for _, c := range []struct {
		name    string
		content []byte
		want    error
	}{
		{"scanned pages", pdf("", ""), errNoText},
		{"not a PDF", []byte("hello"), errFaulty},
		{"encrypted", encrypted(), errEncrypted},
		{"pages that are their own parents", bytes.ReplaceAll(pdf("x"), []byte("/Kids [4 0 R ]"), []byte("/Kids [2 0 R ]")), errNoText},
	} {
		if _, err := reads(t, &r, pdfDoc, c.content); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, err, c.want)
		}
	}
	many := pdf(strings.Split(strings.Repeat("page,", 1000), ",")...)
	timed, stop := context.WithTimeout(t.Context(), time.Millisecond) // within it: a machine that runs is ended
	defer stop()
	if err := r.read(timed, pdfDoc, section(many), io.Discard); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("stopped while it is read: %v", err)
	}
	if got, err := reads(t, &r, pdfDoc, pdf("after")); got != "after\n" || err != nil {
		t.Errorf("the next one: got %q, %v", got, err)
	}
}

// encrypted is a PDF that wants a password.
func encrypted() []byte {
	const key = `(abcdefghijklmnopqrstuvwxyz012345)`
	return bytes.Replace(pdf("secret"), []byte("/Root 1 0 R"),
		[]byte("/Root 1 0 R /ID [(a) (a)] /Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O "+key+" /U "+key+" >>"), 1)
}
