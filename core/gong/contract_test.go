package gong_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"

	"tamtam/core/gong"
)

// specFile is Gong's own document, beside the repository.
const specFile = "../../../shared/gong/openapi.json"

// deviations are the requests that knowingly differ from the document, because its text or the live API say otherwise.
var deviations = map[string]string{
	"objectsCrmIds": "a required query parameter by the document; by its text, and live (415 without), a JSON array in the body",
	"bare calls":    "dates are required by the document; by its text, and live, the list starts with the earliest call without them",
}

func loadSpec(t *testing.T) *openapi3.T {
	t.Helper()
	raw, err := os.ReadFile(specFile)
	if os.IsNotExist(err) {
		t.Logf("%s is not here: requests are not compared with Gong's document", specFile)
		return nil
	}
	if err != nil {
		t.Fatal(err)
	}
	loader := openapi3.NewLoader()
	spec, err := loader.LoadFromData(raw)
	if err != nil {
		t.Fatal(err)
	}
	for _, schema := range spec.Components.Schemas {
		if len(schema.Value.Properties) > 0 { // so that a misspelt field fails
			schema.Value.AdditionalProperties = openapi3.AdditionalProperties{Has: new(false)}
		}
	}
	for _, item := range spec.Paths.Map() {
		for _, operation := range item.Operations() {
			for _, p := range operation.Parameters { // the document writes FORM
				p.Value.Style = strings.ToLower(p.Value.Style)
			}
		}
	}
	return spec
}

func TestRequestsFollowGongsDocument(t *testing.T) {
	spec := loadSpec(t)
	if spec == nil {
		return
	}
	for _, c := range everyCall(t.Context(), t) {
		t.Run(c.name, func(t *testing.T) {
			network := script(
				answer(200, `{"requestId":"r","records":{"cursor":"next"},"calls":[],"users":[]}`),
				answer(404, noCalls))
			if err := c.do(client(t, network, gong.Options{})); err != nil {
				t.Fatal(err)
			}
			for _, sent := range network.requests() {
				if err := follows(t.Context(), spec, sent); err != nil {
					t.Errorf("%s %s %s: %v", sent.method, sent.url, sent.body, err)
				}
			}
		})
	}
}

func follows(ctx context.Context, spec *openapi3.T, sent sentRequest) error {
	r, err := http.NewRequestWithContext(ctx, sent.method, sent.url, bytes.NewReader([]byte(sent.body)))
	if err != nil {
		return err
	}
	r.Header = sent.header
	item := spec.Paths.Value(r.URL.Path)
	if item == nil || item.GetOperation(r.Method) == nil {
		return fmt.Errorf("no such operation")
	}
	operation := item.GetOperation(r.Method)
	for name := range r.URL.Query() {
		if operation.Parameters.GetByInAndName("query", name) == nil && !unpaged(r.URL.Path, name) {
			return fmt.Errorf("no query parameter %s", name)
		}
	}
	if sent.body != "" && operation.RequestBody == nil && !bodyOfEntities(r.URL.Path, sent.body) {
		return fmt.Errorf("no body is expected")
	}
	err = openapi3filter.ValidateRequest(ctx, &openapi3filter.RequestValidationInput{
		Request: r,
		Route:   &routers.Route{Spec: spec, Path: r.URL.Path, PathItem: item, Method: r.Method, Operation: operation},
		Options: &openapi3filter.Options{AuthenticationFunc: openapi3filter.NoopAuthenticationFunc, MultiError: true},
	})
	return withoutDeviations(err, r)
}

// unpaged tells whether the cursor is one of those that the test itself provoked on a list that the document does not page.
func unpaged(path, name string) bool {
	return name == "cursor" && path != "/v2/crm/entities" && !slices.Contains([]string{"/v2/users", "/v2/calls"}, path)
}

func bodyOfEntities(path, body string) bool {
	var ids []string
	return path == "/v2/crm/entities" && deviations["objectsCrmIds"] != "" && json.Unmarshal([]byte(body), &ids) == nil
}

func withoutDeviations(err error, r *http.Request) error {
	all, ok := err.(openapi3.MultiError)
	if !ok {
		return err
	}
	all = slices.DeleteFunc(all, func(err error) bool {
		return strings.Contains(err.Error(), "objectsCrmIds") && deviations["objectsCrmIds"] != "" ||
			r.URL.Path == "/v2/calls" && r.URL.Query().Get("fromDateTime") == "" && strings.Contains(err.Error(), "DateTime") && deviations["bare calls"] != ""
	})
	if len(all) == 0 {
		return nil
	}
	return all
}
