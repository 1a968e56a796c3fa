package instance

import (
	"context"
	"errors"
	"io"
	"net"
	"path/filepath"

	"tamtam/core"
)

// Ask asks whoever listens for the folder to show its window, and returns nil when it has. Its error is core.Unavailable when nobody listens,
// or when no answer has come by the time that ctx ends. The folder must exist.
func Ask(ctx context.Context, folder string) error {
	places, err := placesOf(folder)
	if err != nil {
		return err
	}
	var all []error
	for _, path := range places {
		err := ask(ctx, path)
		if err == nil {
			return nil
		}
		all = append(all, err)
	}
	return core.E(core.Unavailable, "ask the window that is open", errors.Join(all...))
}

func ask(ctx context.Context, path string) error {
	if err := private(filepath.Dir(path)); err != nil {
		return err
	}
	conn, err := new(net.Dialer).DialContext(ctx, "unix", path)
	if err != nil {
		return err
	}
	ctx, end := context.WithCancel(ctx)
	defer end()
	context.AfterFunc(ctx, func() { _ = conn.Close() }) // at the end of this, and so that nothing below waits for longer than ctx
	if _, err := io.WriteString(conn, request); err != nil {
		return err
	}
	got := make([]byte, len(answer))
	if _, err := io.ReadFull(conn, got); err != nil {
		return errors.Join(err, ctx.Err())
	}
	if string(got) != answer {
		return errors.New("the answer is not understood")
	}
	return nil
}
