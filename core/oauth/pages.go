package oauth

import (
	"bytes"
	"context"
	_ "embed"
	"html/template"
	"net/http"
	"strings"
	"sync"
)

// The paths beside the registered one, and the parameter that brings a ticket.
const (
	ticketName = "ticket"
	localPath  = "/auth"
	pingPath   = "/ping"
	donePath   = "/done"
	deniedPath = "/denied"
)

//go:embed page.html
var pageHTML string

var pageTemplate = template.Must(template.New("page").Parse(pageHTML))

// The pages are fixed texts, made once: what came in with a request is never in them.
var (
	donePage   = fixed("Tamtam: allowed", "#2f9e6e", "You can close this tab", "Gong has allowed the access. Tamtam goes on by itself.")
	deniedPage = fixed("Tamtam: not allowed", "#d1a12c", "The access was not allowed",
		"Nothing was connected. You can close this tab; Tamtam says what to do next.")
	strayPage = fixed("Tamtam", "#8a93a3", "There is nothing here",
		"This address takes the answer to a connection that was begun in Tamtam, and this was not it.", "You can close this tab and go on in Tamtam.")
	usedPage = fixed("Tamtam", "#8a93a3", "This link works once", "It has been opened already. In Tamtam, Open again makes another one.")
)

func fixed(title string, mark template.CSS, heading string, words ...string) []byte {
	var b bytes.Buffer
	if err := pageTemplate.Execute(&b, struct {
		Title   string
		Mark    template.CSS
		Heading string
		Words   []string
	}{title, mark, heading, words}); err != nil {
		panic("oauth: " + err.Error()) // only for a template that does not fit
	}
	return b.Bytes()
}

// pages answers the browser, and whoever else knocks.
type pages struct {
	login    *Login
	redirect Redirect
	farewell *farewell
}

// farewell is the last page of a login, which the browser is to see before the listener ends.
type farewell struct {
	mu   sync.Mutex
	owed bool // the browser was sent to it
	seen bool
	done chan struct{} // closed when it was seen
}

func (f *farewell) owe() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.owed = true
}

func (f *farewell) given() {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.owed && !f.seen {
		f.seen = true
		close(f.done)
	}
}

// wait waits for the page to be seen, if it is owed, until ctx ends.
func (f *farewell) wait(ctx context.Context) {
	f.mu.Lock()
	owed := f.owed
	f.mu.Unlock()
	if !owed {
		return
	}
	select {
	case <-f.done:
	case <-ctx.Done():
	}
}

func (p pages) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cache-Control", "no-store")
	switch {
	case !strings.EqualFold(r.Host, p.redirect.url.Host): // a name of somebody else's that leads here (DNS rebinding)
		page(w, http.StatusBadRequest, strayPage)
	case r.Method != http.MethodGet:
		h.Set("Allow", http.MethodGet)
		page(w, http.StatusMethodNotAllowed, strayPage)
	case r.URL.Path == localPath && r.URL.Query().Has(ticketName): // the registered path may be the same
		p.lead(w, r)
	case r.URL.Path == pingPath && r.URL.Query().Has(ticketName):
		p.pong(w, r)
	case r.URL.Path == p.redirect.path() && r.URL.RawQuery != "":
		p.callback(w, r)
	case r.URL.Path == donePath:
		page(w, http.StatusOK, donePage)
		p.farewell.given()
	case r.URL.Path == deniedPath:
		page(w, http.StatusOK, deniedPage)
		p.farewell.given()
	case r.URL.Path == "/favicon.ico":
		page(w, http.StatusNotFound, nil)
	default:
		page(w, http.StatusBadRequest, strayPage)
	}
}

// callback takes the answer, and sends the browser on, so that the code leaves its address bar and history. Who waits for the answer may end
// the listener at once, so the browser is answered first.
func (p pages) callback(w http.ResponseWriter, r *http.Request) {
	next, deliver := p.login.take(r.URL.Query())
	if next == "" {
		page(w, http.StatusBadRequest, strayPage)
		return
	}
	if next == donePath || next == deniedPath {
		p.farewell.owe()
	}
	w.Header().Set("Location", next)
	w.WriteHeader(http.StatusSeeOther)
	_ = http.NewResponseController(w).Flush() // the browser may have left
	deliver()
}

// pong answers the listener's own knock.
func (p pages) pong(w http.ResponseWriter, r *http.Request) {
	if known, _ := p.login.admits(r.URL.Query().Get(ticketName)); !known {
		page(w, http.StatusBadRequest, strayPage)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// lead sends the browser to Gong, once: the address was on a command line, and who else reads it there is to learn nothing.
func (p pages) lead(w http.ResponseWriter, r *http.Request) {
	switch known, first := p.login.admits(r.URL.Query().Get(ticketName)); {
	case !known:
		page(w, http.StatusBadRequest, strayPage)
	case !first:
		page(w, http.StatusGone, usedPage)
	default:
		w.Header().Set("Location", p.login.Address())
		w.WriteHeader(http.StatusFound)
	}
}

func page(w http.ResponseWriter, status int, text []byte) {
	w.WriteHeader(status)
	_, _ = w.Write(text) // who asked may have left
}
