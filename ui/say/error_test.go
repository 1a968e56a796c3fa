package say_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"tamtam/core"
	"tamtam/ui/say"
)

func TestEveryKindHasItsSentences(t *testing.T) {
	for kind := core.Other; kind <= core.Foreign; kind++ {
		t.Run(kind.String(), func(t *testing.T) {
			p := say.Error(core.E(kind, "list calls", errors.New("tcp: raw text")), "the calls could not be read")
			if p.Headline != "The calls could not be read." {
				t.Errorf("headline %q", p.Headline)
			}
			if kind != core.Invalid && strings.Contains(p.Line(), "raw text") {
				t.Errorf("the raw error is shown: %q", p.Line())
			}
			for _, s := range []string{p.Cause, p.Next} {
				if s != "" && !strings.HasSuffix(s, ".") {
					t.Errorf("%q is not a sentence", s)
				}
			}
			if p.Cause == "" || !strings.Contains(p.Details, "raw text") {
				t.Errorf("got %+v", p)
			}
		})
	}
}

func TestErrorsAreReadThroughTheirChain(t *testing.T) {
	tests := map[string]struct {
		err  error
		want string // in cause and next step
	}{
		"the missing scope is named": {
			fmt.Errorf("import: %w", &core.Error{Kind: core.Denied, Scope: "api:library:read"}), "permission api:library:read",
		},
		"what a person entered is answered in the words of its check": {
			core.Errorf(core.Invalid, "keep the dataset", "there is a dataset of this name already"), "There is a dataset of this name already.",
		},
		"an ended context is a cancellation": {fmt.Errorf("export: %w", context.Canceled), "cancelled"},
		"an error without a kind is ours":    {errors.New("index out of range"), "Something in Tamtam went wrong."},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if got := say.Error(test.err, "it failed").Body(); !strings.Contains(got, test.want) {
				t.Errorf("got %q, want %q in it", got, test.want)
			}
		})
	}
}

func TestDetailsNameTheRequest(t *testing.T) {
	p := say.Error(&core.Error{Kind: core.Broken, Op: "list calls", RequestID: "abc123"}, "it failed")
	if !strings.Contains(p.Details, "abc123") {
		t.Errorf("details %q", p.Details)
	}
}
