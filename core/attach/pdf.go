package attach

import (
	"context"
	"errors"
	"io"
	"strings"
	"sync"
	"time"

	"github.com/klippa-app/go-pdfium"
	pdferrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"

	"tamtam/core/text"
)

// pdfMemory is how many pages of 64 KiB the machine that reads a PDF may have: 768 MiB, for its largest pictures.
const pdfMemory = 12 << 10

// pdfEngine is PDFium in a WebAssembly machine. It is made when the first PDF is read, which takes some seconds of one core, and holds some
// 30 MB until close. Each document gets a machine of its own: what one has broken is gone with it.
type pdfEngine struct {
	turn sync.Mutex // one document at a time

	mu   sync.Mutex
	made *madeEngine // nil until it is needed
}

// madeEngine is the engine, or why there is none, once ready is closed.
type madeEngine struct {
	ready chan struct{}
	pool  pdfium.Pool
	err   error
}

// get waits for the engine until ctx ends. Making it cannot be stopped, so it goes on by itself then, for whoever comes next.
func (e *pdfEngine) get(ctx context.Context) (pdfium.Pool, error) {
	e.mu.Lock()
	made := e.made
	if made == nil {
		made = &madeEngine{ready: make(chan struct{})}
		e.made = made
		go func() {
			defer close(made.ready)
			made.pool, made.err = newEngine()
		}()
	}
	e.mu.Unlock()
	select {
	case <-made.ready:
		return made.pool, made.err
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
}

func newEngine() (pdfium.Pool, error) {
	c := wazero.NewRuntimeConfig().WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
		WithCloseOnContextDone(true).WithMemoryLimitPages(pdfMemory)
	return webassembly.Init(webassembly.Config{
		MaxIdle: 1, MaxTotal: 1, RuntimeConfig: c, Stdout: io.Discard, Stderr: io.Discard,
		FSConfig: wazero.NewFSConfig(), // no folder of this computer; by default it would see all
	})
}

// close lets go of the engine, after it is made.
func (e *pdfEngine) close() error {
	e.mu.Lock()
	made := e.made
	e.made = nil
	e.mu.Unlock()
	if made == nil {
		return nil
	}
	<-made.ready
	if made.err != nil {
		return nil //nolint:nilerr // there is none, and whoever wanted it has heard why
	}
	return made.pool.Close()
}

// instanceWait is how long a new machine may take.
const instanceWait = 30 * time.Second

// enter waits for the engine, and for the document before. Neither is the fault of the file that is to be read, so its time has not begun
// by then. leave lets the next one in.
func (e *pdfEngine) enter(ctx context.Context) (leave func(), err error) {
	if _, err := e.get(ctx); err != nil {
		return nil, err
	}
	e.turn.Lock()
	return e.turn.Unlock, nil
}

// read reads the text of all pages, an empty line between them. The caller has entered.
func (e *pdfEngine) read(ctx context.Context, file *io.SectionReader, w *text.Lines) error {
	pool, err := e.get(ctx)
	if err != nil {
		return err
	}
	machine, err := pool.GetInstance(instanceWait)
	if err != nil {
		return err
	}
	ended := make(chan struct{})
	stop := context.AfterFunc(ctx, func() { // ends it even within a loop
		defer close(ended)
		_ = machine.Kill()
	})
	defer func() {
		if stop() {
			_ = machine.Close()
			return
		}
		<-ended
	}()
	opened, err := machine.OpenDocument(&requests.OpenDocument{FileReader: file, FileReaderSize: file.Size()})
	if err != nil {
		return pdfTrouble(ctx, err)
	}
	pages, err := machine.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: opened.Document})
	if err != nil {
		return pdfTrouble(ctx, err)
	}
	for n := range pages.PageCount {
		page := requests.Page{ByIndex: &requests.PageByIndex{Document: opened.Document, Index: n}}
		read, err := machine.GetPageText(&requests.GetPageText{Page: page})
		if err != nil && ctx.Err() != nil {
			return pdfTrouble(ctx, err)
		}
		if err != nil {
			continue // a damaged page hides no other
		}
		if n > 0 {
			if _, err := w.WriteString("\n\n"); err != nil {
				return err
			}
		}
		if _, err := w.WriteString(hyphens.Replace(read.Text)); err != nil {
			return err
		}
	}
	return nil
}

// hyphens writes the marks that PDFium puts where a word is broken at the end of a line.
var hyphens = strings.NewReplacer("\ufffe", "-", "\x02", "-")

// pdfTrouble is what PDFium's error means for the file.
func pdfTrouble(ctx context.Context, err error) error {
	switch {
	case ctx.Err() != nil:
		return context.Cause(ctx)
	case errors.Is(err, pdferrors.ErrPassword), errors.Is(err, pdferrors.ErrSecurity):
		return errEncrypted
	}
	return errFaulty
}
