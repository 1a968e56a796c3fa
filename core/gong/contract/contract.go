// Package contract holds requests and answers against Gong's own OpenAPI document, for tests of the client and of the simulated account.
//
// The document lies outside the repository (Find looks for it), is looser than the API in some places and wrong in others. Gaps is the one
// table of what is known to differ, with the reason of each entry; everything else must fit, and unknown field names do not.
package contract

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// ErrAbsent tells that Gong's document is not on this machine. Tests then say so and pass.
var ErrAbsent = errors.New("gong's openapi.json is not here")

// Spec is Gong's document with the known gaps closed.
type Spec struct{ doc *openapi3.T }

// Find loads ../shared/gong/openapi.json, seen from the root of the module that the working directory lies in.
func Find() (*Spec, error) {
	dir, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return Load(filepath.Join(dir, "..", "shared", "gong", "openapi.json"))
		}
		above := filepath.Dir(dir)
		if above == dir {
			return nil, ErrAbsent
		}
		dir = above
	}
}

// Load reads the document from a file. It returns ErrAbsent when there is none.
func Load(file string) (*Spec, error) {
	raw, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, ErrAbsent
	}
	if err != nil {
		return nil, err
	}
	doc, err := openapi3.NewLoader().LoadFromData(raw)
	if err != nil {
		return nil, fmt.Errorf("read gong's openapi.json: %w", err)
	}
	for _, gap := range Gaps {
		gap.close(doc)
	}
	return &Spec{doc}, nil
}

// operation finds the operation of a path as it was asked for.
func (s *Spec) operation(method, path string) (*openapi3.Operation, error) {
	var best *openapi3.PathItem
	fewest := -1 // of variable parts: a fixed path comes before one with an id
	for template, item := range s.doc.Paths.Map() {
		if n := fits(template, path); n >= 0 && (fewest < 0 || n < fewest) {
			best, fewest = item, n
		}
	}
	if best == nil {
		return nil, fmt.Errorf("gong has no path %s", path)
	}
	op := best.GetOperation(method)
	if op == nil {
		return nil, fmt.Errorf("gong has no %s %s", method, path)
	}
	return op, nil
}

// fits counts the variable parts of a template that a path fits; -1 if it does not.
func fits(template, path string) int {
	want, got := strings.Split(template, "/"), strings.Split(path, "/")
	if len(want) != len(got) {
		return -1
	}
	n := 0
	for i := range want {
		switch {
		case strings.HasPrefix(want[i], "{") && got[i] != "":
			n++
		case want[i] != got[i]:
			return -1
		}
	}
	return n
}

// Request checks a request: path, method, query and body.
func (s *Spec) Request(method string, target *url.URL, contentType string, body []byte) error {
	op, err := s.operation(method, target.Path)
	if err != nil {
		return err
	}
	query := target.Query()
	known := map[string]bool{}
	for _, p := range op.Parameters {
		if p.Value.In != "query" {
			continue
		}
		known[p.Value.Name] = true
		if err := parameter(p.Value, query); err != nil {
			return err
		}
	}
	for name := range query {
		if !known[name] {
			return fmt.Errorf("%s %s has no parameter %q", method, target.Path, name)
		}
	}
	if op.RequestBody == nil {
		if len(body) > 0 {
			return fmt.Errorf("%s %s takes no body", method, target.Path)
		}
		return nil
	}
	media := op.RequestBody.Value.Content.Get("application/json")
	if media == nil || !strings.HasPrefix(contentType, "application/json") {
		return fmt.Errorf("%s %s: content type %q", method, target.Path, contentType)
	}
	return fit(media.Schema.Value, body, openapi3.VisitAsRequest())
}

func parameter(p *openapi3.Parameter, query url.Values) error {
	values, given := query[p.Name]
	if !given {
		if p.Required {
			return fmt.Errorf("parameter %q is missing", p.Name)
		}
		return nil
	}
	for _, text := range values {
		var value any = text
		if types := p.Schema.Value.Type; types.Is("integer") || types.Is("boolean") {
			decoder := json.NewDecoder(strings.NewReader(text))
			decoder.UseNumber()
			if err := decoder.Decode(&value); err != nil {
				return fmt.Errorf("parameter %q: %q is no %v", p.Name, text, types)
			}
		}
		if err := p.Schema.Value.VisitJSON(value); err != nil {
			return fmt.Errorf("parameter %q: %w", p.Name, err)
		}
	}
	return nil
}

// Response checks an answer to a request: content type and body. Errors of every status have one form.
func (s *Spec) Response(method, path string, status int, contentType string, body []byte) error {
	schema := s.doc.Components.Schemas["ErrorResponse"].Value
	if status == http.StatusOK {
		op, err := s.operation(method, path)
		if err != nil {
			return err
		}
		found := op.Responses.Status(status)
		if found == nil || found.Value.Content.Get("application/json") == nil {
			return fmt.Errorf("%s %s has no answer of status %d", method, path, status)
		}
		schema = found.Value.Content.Get("application/json").Schema.Value
	}
	if !strings.HasPrefix(contentType, "application/json") {
		return fmt.Errorf("%s %s: content type %q", method, path, contentType)
	}
	if err := fit(schema, body, openapi3.VisitAsResponse()); err != nil {
		return fmt.Errorf("%s %s, status %d: %w", method, path, status, err)
	}
	return nil
}

func fit(schema *openapi3.Schema, body []byte, as openapi3.SchemaValidationOption) error {
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.UseNumber()
	var value any
	if err := decoder.Decode(&value); err != nil {
		return err
	}
	return schema.VisitJSON(value, as)
}
