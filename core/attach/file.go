package attach

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"time"

	"tamtam/core"
	"tamtam/core/store"
)

// file takes over how one file is now, and returns by how much what is kept of its source has grown. room is how much may be.
func (p *pass) file(ctx context.Context, source store.Source, before store.Attached, known bool, f found, missing lost, room int64) (int64, error) {
	if known && same(before, f) {
		return 0, p.unchanged(before)
	}
	if age := p.clock.Now().Sub(f.modified); age >= 0 && age < settle {
		p.result.Writing++
		return 0, nil
	}
	now := before
	now.Source, now.Path, now.Name, now.Size, now.Modified, now.Vanished = source.ID, f.path, f.name, f.size, f.modified, time.Time{}
	now.Format, now.Trouble = formatOf(f.name), store.NoTrouble
	switch {
	case f.online && known && before.Form != store.NotKept:
		return 0, p.unchanged(before) // its content was taken away to the cloud, and is still here
	case f.online:
		return 0, p.bare(now, store.OnlineOnly, before, known)
	case f.size > store.MostAttached:
		return -before.Bytes, p.bare(now, store.TooLarge, before, known)
	case f.size > room+before.Bytes:
		return -before.Bytes, p.bare(now, store.TooMany, before, known)
	}
	disk, err := os.Open(f.path)
	if err != nil {
		return 0, p.refused(now, before, known, err)
	}
	defer disk.Close()
	if now.Hash, err = hash(ctx, disk, f.size); err != nil {
		return 0, p.interrupted(ctx, now, before, known, err)
	}
	if !known {
		if was, ok := missing.take(f.size, now.Hash); ok {
			before, known = was, true
			now.ID = was.ID
			p.result.Renamed++
		}
	}
	if known && before.Hash == now.Hash && before.Format == now.Format && before.Form != store.NotKept {
		return 0, p.moved(now, before)
	}
	reading, err := p.read(ctx, now, disk)
	if err != nil {
		return 0, p.interrupted(ctx, now, before, known, err)
	}
	if !settled(disk, f) {
		reading.Content.Drop()
		p.result.Writing++
		return 0, nil
	}
	p.count(before, known, reading.File)
	return reading.Content.Size() - before.Bytes, p.keep(reading)
}

// same tells whether nothing about a file makes it worth opening.
func same(before store.Attached, f found) bool {
	again := before.Trouble == store.Refused || before.Trouble == store.OnlineOnly && !f.online || before.Trouble == store.TooMany
	return before.Size == f.size && before.Modified.Equal(f.modified) && before.Vanished.IsZero() && !again
}

// unchanged counts a file that is as it was.
func (p *pass) unchanged(before store.Attached) error {
	if p.first {
		p.result.Same++
	}
	if before.Trouble != store.NoTrouble {
		p.result.Troubled++
	}
	if before.Vanished.IsZero() {
		return nil
	}
	before.Vanished = time.Time{}
	p.result.Returned++
	return p.mark(before)
}

// moved notes that a file with the content that is kept has another name or time, or is there again.
func (p *pass) moved(now, before store.Attached) error {
	if before.Trouble != store.NoTrouble {
		p.result.Troubled++
	}
	if !before.Vanished.IsZero() {
		p.result.Returned++
	}
	return p.mark(now)
}

// count counts a file that was read.
func (p *pass) count(before store.Attached, known bool, now store.Attached) {
	switch {
	case !known:
		p.result.Added++
	case before.Hash != now.Hash:
		p.result.Changed++
	}
	if now.Trouble != store.NoTrouble {
		p.result.Troubled++
	}
	if !before.Vanished.IsZero() {
		p.result.Returned++
	}
}

// bare keeps a file without its content, and why, unless that is known.
func (p *pass) bare(now store.Attached, why store.Trouble, before store.Attached, known bool) error {
	now.Trouble, now.Hash = why, ""
	p.result.Troubled++
	if known && before.Trouble == why && before.Form == store.NotKept && before.Size == now.Size && before.Modified.Equal(now.Modified) &&
		before.Vanished.IsZero() {
		return nil
	}
	if !known {
		p.result.Added++
	}
	return p.keep(store.Reading{File: now})
}

// refused keeps a file that cannot be opened. What is kept of it from before stays.
func (p *pass) refused(now, before store.Attached, known bool, err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil // it vanished meanwhile; the next look will know
	case known && before.Form != store.NotKept:
		p.result.Troubled++
		return nil
	}
	return p.bare(now, store.Refused, before, known)
}

// interrupted tells apart why a file was not read to its end: the disk, the database, or somebody who does not want to wait.
func (p *pass) interrupted(ctx context.Context, now, before store.Attached, known bool, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if _, ours := errors.AsType[*core.Error](err); ours {
		return err
	}
	return p.refused(now, before, known, err)
}

// read makes the content of a file: its text, or, where there is none, the bytes as they are, with the reason.
func (p *pass) read(ctx context.Context, now store.Attached, disk *os.File) (store.Reading, error) {
	if now.Format != "" {
		content := p.database.NewContent(p.id, store.AsText)
		err := p.reader.read(ctx, now.Format, io.NewSectionReader(disk, 0, now.Size), content)
		if err == nil {
			return store.Reading{File: now, Content: content}, nil
		}
		content.Drop()
		why, ok := troubleOf(err)
		if !ok {
			return store.Reading{}, err
		}
		now.Trouble = why
	}
	content := p.database.NewContent(p.id, store.AsIs)
	_, err := io.Copy(content, &patientReader{ctx, io.NewSectionReader(disk, 0, now.Size)})
	return store.Reading{File: now, Content: content}, err
}

// hash is the SHA-256 of a file's first size bytes.
func hash(ctx context.Context, disk io.ReaderAt, size int64) (string, error) {
	sum := sha256.New()
	n, err := io.Copy(sum, &patientReader{ctx, io.NewSectionReader(disk, 0, size)})
	if err == nil && n < size {
		err = io.ErrUnexpectedEOF
	}
	return hex.EncodeToString(sum.Sum(nil)), err
}

// patientReader ends with ctx.
type patientReader struct {
	ctx context.Context
	r   io.Reader
}

func (p *patientReader) Read(b []byte) (int, error) {
	if err := p.ctx.Err(); err != nil {
		return 0, err
	}
	return p.r.Read(b)
}

// settled tells whether a file is still what was found after it was read.
func settled(disk *os.File, f found) bool {
	info, err := disk.Stat()
	return err == nil && info.Size() == f.size && info.ModTime().Equal(f.modified)
}

// gone tells for certain that a file is not there any more: one that merely cannot be looked at is not gone.
func gone(path string) bool {
	_, err := os.Lstat(path)
	return errors.Is(err, fs.ErrNotExist)
}
