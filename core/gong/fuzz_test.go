package gong_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"reflect"
	"strings"
	"testing"
	"testing/iotest"

	"tamtam/core"
	"tamtam/core/gong"
)

// body answers every request with one body, whole or byte by byte.
type body struct {
	text   []byte
	slowly bool
}

func (b *body) RoundTrip(r *http.Request) (*http.Response, error) {
	var reader io.Reader = strings.NewReader(string(b.text))
	if b.slowly {
		reader = iotest.OneByteReader(reader)
	}
	return &http.Response{StatusCode: 200, Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(reader), Request: r}, nil
}

// decodes fuzzes one endpoint: any body ends in items or in a core.Broken, the same however it arrives, and shows nothing of itself.
func decodes(f *testing.F, seed string, ask func(context.Context, *gong.Client) (any, error)) {
	f.Helper()
	page := fixture(f, seed)
	f.Add([]byte(page))
	f.Add([]byte(strings.ReplaceAll(page, "null", `{"a":[1]}`)))
	f.Add([]byte(strings.ReplaceAll(page, "[", `[null,`)))
	f.Add([]byte(page[:len(page)/2]))
	f.Add([]byte(`{"records":{"cursor":7},"requestId":null}`))
	network := &body{}
	c := client(f, network, gong.Options{Retries: -1})
	f.Fuzz(func(t *testing.T, text []byte) {
		*network = body{text: text}
		whole, err := ask(t.Context(), c)
		if err != nil {
			if e := asCore(t, err); e.Kind != core.Broken {
				t.Fatalf("got %v", err)
			}
		}
		network.slowly = true
		slow, slowErr := ask(t.Context(), c)
		if (err == nil) != (slowErr == nil) || !reflect.DeepEqual(whole, slow) {
			t.Fatalf("arriving slowly it reads as %+v, %v; at once as %+v, %v", slow, slowErr, whole, err)
		}
	})
}

// firstPage reads one page only: a cursor in the body would lead on for ever.
func firstPage[T any](seq func(func(gong.Page[T], error) bool)) (any, error) {
	for page, err := range seq {
		return page, err
	}
	return nil, errors.New("no page")
}

// plain reads a call that follows cursors by itself; the body repeats its cursor, which ends it.
func plain[T any](items T, err error) (any, error) { return items, err }

func FuzzCalls(f *testing.F) {
	decodes(f, "calls.json", func(ctx context.Context, c *gong.Client) (any, error) {
		return firstPage(c.CallsExtensive(ctx, gong.CallsFilter{}))
	})
}

func FuzzTranscripts(f *testing.F) {
	decodes(f, "transcripts.json", func(ctx context.Context, c *gong.Client) (any, error) {
		return firstPage(c.Transcripts(ctx, gong.TranscriptsFilter{}))
	})
}

func FuzzUsers(f *testing.F) {
	decodes(f, "users.json", func(ctx context.Context, c *gong.Client) (any, error) { return firstPage(c.Users(ctx)) })
}

func FuzzScorecards(f *testing.F) {
	decodes(f, "scorecards.json", func(ctx context.Context, c *gong.Client) (any, error) { return plain(c.Scorecards(ctx)) })
}

func FuzzTrackers(f *testing.F) {
	decodes(f, "trackers.json", func(ctx context.Context, c *gong.Client) (any, error) { return plain(c.Trackers(ctx)) })
}

func FuzzFolders(f *testing.F) {
	decodes(f, "folders.json", func(ctx context.Context, c *gong.Client) (any, error) { return plain(c.LibraryFolders(ctx, "")) })
}

func FuzzFolderContent(f *testing.F) {
	decodes(f, "folder.json", func(ctx context.Context, c *gong.Client) (any, error) { return plain(c.FolderContent(ctx, "1")) })
}

func FuzzActivity(f *testing.F) {
	decodes(f, "activity.json", func(ctx context.Context, c *gong.Client) (any, error) {
		return firstPage(c.ActivityByPeriod(ctx, core.Day{}, core.Day{}, gong.ByDay))
	})
}

func FuzzInteraction(f *testing.F) {
	decodes(f, "interaction.json", func(ctx context.Context, c *gong.Client) (any, error) {
		return firstPage(c.Interaction(ctx, core.Day{}, core.Day{}))
	})
}

func FuzzAnsweredScorecards(f *testing.F) {
	decodes(f, "answered.json", func(ctx context.Context, c *gong.Client) (any, error) {
		return firstPage(c.AnsweredScorecards(ctx, core.Day{}, core.Day{}))
	})
}

func FuzzWorkspaces(f *testing.F) {
	decodes(f, "workspaces.json", func(ctx context.Context, c *gong.Client) (any, error) { return plain(c.Workspaces(ctx)) })
}

func FuzzIntegrations(f *testing.F) {
	decodes(f, "integrations.json", func(ctx context.Context, c *gong.Client) (any, error) { return plain(c.CRMIntegrations(ctx)) })
}

func FuzzEntities(f *testing.F) {
	decodes(f, "entities.json", func(ctx context.Context, c *gong.Client) (any, error) {
		return firstPage(c.CRMEntities(ctx, "1", gong.CRMDeal, []gong.ID{"1"}))
	})
}
