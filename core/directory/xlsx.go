package directory

import (
	"archive/zip"
	"context"
	"io"
	"os"
	"strings"

	"github.com/xuri/excelize/v2"

	"tamtam/core"
)

const (
	// mostInMemory bounds what of a workbook is unpacked into memory, mostUnpacked all of it, inFiles is from where on a sheet is unpacked into a file.
	mostInMemory = 256 << 20
	mostUnpacked = 4 << 30
	inFiles      = 16 << 20
)

func readXLSX(ctx context.Context, file *os.File, size int64, add func([]string) error) error {
	unreadable := core.Errorf(core.Invalid, opRead, "the workbook cannot be read; open it in a spreadsheet program and save it as .xlsx, without a password")
	if !unpackable(file, size) {
		return unreadable
	}
	book, err := excelize.OpenReader(whileIn(ctx, file), excelize.Options{RawCellValue: true, UnzipSizeLimit: mostUnpacked, UnzipXMLSizeLimit: inFiles})
	if err := ctx.Err(); err != nil {
		return core.E(core.Canceled, opRead, err)
	}
	if err != nil {
		return unreadable
	}
	defer func() { _ = book.Close() }() // what was read is read
	rows, err := book.Rows(book.GetSheetName(0))
	if err != nil {
		return unreadable
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		cells, err := rows.Columns()
		if err != nil {
			return unreadable
		}
		if err := add(cells); err != nil {
			return err
		}
	}
	if rows.Error() != nil {
		return unreadable
	}
	return nil
}

// unpackable tells whether a workbook is one, and can be unpacked here: a small file may hold much. Its sheets and strings are unpacked into files when
// they are large, the other parts into memory.
func unpackable(file io.ReaderAt, size int64) bool {
	parts, err := zip.NewReader(file, size)
	if err != nil {
		return false
	}
	var all, inMemory uint64
	for _, part := range parts.File {
		name, bytes := strings.ToLower(part.Name), min(part.UncompressedSize64, mostUnpacked+1)
		all += bytes
		if bytes <= inFiles || !strings.HasPrefix(name, "xl/worksheets/sheet") && name != "xl/sharedstrings.xml" {
			inMemory += bytes
		}
	}
	return all <= mostUnpacked && inMemory <= mostInMemory
}

// whileIn reads until ctx ends.
func whileIn(ctx context.Context, r io.Reader) io.Reader {
	return readerFunc(func(p []byte) (int, error) {
		if err := ctx.Err(); err != nil {
			return 0, err
		}
		return r.Read(p)
	})
}

type readerFunc func(p []byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }
