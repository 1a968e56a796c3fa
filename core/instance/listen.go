package instance

import (
	"context"
	"errors"
	"io"
	"net"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"tamtam/core"
)

// What is said, to the byte.
const (
	request = "tamtam show\n"
	answer  = "shown\n"
)

const (
	// most is how many connections are open at a time.
	most = 32
	// patience is how long a connection may take to be asked and answered.
	patience = 4 * time.Second
	// recovery is the pause after the system could not hand out a connection, as when too many files are open.
	recovery = 100 * time.Millisecond
)

// Listener serves the requests of other starts. Make it with Listen, end it with Close.
type Listener struct {
	socket *net.UnixListener
	show   func(ctx context.Context) error
	root   context.Context
	end    context.CancelFunc
	work   sync.WaitGroup

	mu     sync.Mutex
	visits []*visit // the oldest first
}

// visit is an open connection. The end of its ctx closes it.
type visit struct {
	net.Conn
	ctx context.Context
	end context.CancelFunc
}

// Listen serves those who Ask for the folder until Close. The caller must hold the folder's database, from before Listen until after Close, for
// what stands in the socket's place is removed. show shows the window and returns when it has; it is called on other goroutines, several at
// once, and must return soon when its ctx ends. The folder must exist.
func Listen(folder string, show func(ctx context.Context) error) (*Listener, error) {
	places, err := placesOf(folder)
	if err != nil {
		return nil, err
	}
	var all []error
	for _, path := range places {
		socket, err := bind(path)
		if err != nil {
			all = append(all, err)
			continue
		}
		l := &Listener{socket: socket, show: show}
		l.root, l.end = context.WithCancel(context.Background())
		l.work.Go(l.serve)
		return l, nil
	}
	return nil, core.E(core.Unavailable, "listen for other starts", errors.Join(all...))
}

// bind makes the socket. Nobody else can reach it, not even before it has its mode: its folder is private.
func bind(path string) (*net.UnixListener, error) {
	folder := filepath.Dir(path)
	if _, err := os.Stat(filepath.Dir(folder)); err != nil {
		return nil, err // a system without a folder for sockets gets none
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, err
	}
	if err := private(folder); err != nil {
		return nil, err
	}
	if err := clear(path); err != nil {
		return nil, err
	}
	socket, err := net.ListenUnix("unix", &net.UnixAddr{Name: path, Net: "unix"})
	if err != nil {
		return nil, err
	}
	if err := os.Chmod(path, 0o600); err != nil {
		return nil, errors.Join(err, socket.Close())
	}
	return socket, nil
}

func (l *Listener) serve() {
	for l.root.Err() == nil {
		conn, err := l.socket.Accept()
		if err != nil {
			_ = core.SystemClock{}.Sleep(l.root, recovery) // Close ends it
			continue
		}
		v := l.admit(conn)
		l.work.Go(func() {
			defer l.dismiss(v)
			l.answer(v)
		})
	}
}

// admit counts a connection among the open ones, the oldest of which makes room.
func (l *Listener) admit(conn net.Conn) *visit {
	v := &visit{Conn: conn}
	v.ctx, v.end = context.WithTimeout(l.root, patience)
	context.AfterFunc(v.ctx, func() { _ = conn.Close() }) // all that had to be said is said by then
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.visits) == most {
		l.visits[0].end()
		l.visits = l.visits[1:]
	}
	l.visits = append(l.visits, v)
	return v
}

func (l *Listener) dismiss(v *visit) {
	v.end()
	l.mu.Lock()
	defer l.mu.Unlock()
	l.visits = slices.DeleteFunc(l.visits, func(one *visit) bool { return one == v })
}

// answer reads as many bytes as the request has, and answers nothing to anything else.
func (l *Listener) answer(v *visit) {
	got := make([]byte, len(request))
	if _, err := io.ReadFull(v, got); err != nil || string(got) != request {
		return
	}
	if l.show(v.ctx) == nil {
		_, _ = io.WriteString(v, answer) // who does not hear it asks again
	}
}

// Close ends the service and the requests under way, and removes the socket.
func (l *Listener) Close() error {
	l.end()
	err := l.socket.Close()
	l.work.Wait()
	return err
}
