package main

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/png"

	"golang.org/x/image/vector"
)

// appIcon draws the mark in white on a rounded plate of the accent colour, size pixels wide.
func appIcon(size int) ([]byte, error) {
	img := image.NewNRGBA(image.Rect(0, 0, size, size))
	plate := new(pen).plate(1, 1, 22, 22, 5.5)
	plate.paint(img, 1, point{}, color.NRGBA{0x4f, 0x46, 0xc8, 0xff})
	family["logo"].paint(img, 0.66, point{4.08, 4.08}, color.NRGBA{0xff, 0xff, 0xff, 0xff})
	var out bytes.Buffer
	if err := png.Encode(&out, img); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// paint fills the outlines in one colour, scaled about the grid's origin and then moved by shift grid units.
func (p *pen) paint(img draw.Image, scale float64, shift point, c color.Color) {
	size := img.Bounds().Dx()
	unit := float64(size) / 24
	at := func(q point) (x, y float32) {
		return float32((q.x*scale + shift.x) * unit), float32((q.y*scale + shift.y) * unit)
	}
	raster := vector.NewRasterizer(size, size)
	for _, s := range p.segments {
		switch s.op {
		case 'M':
			raster.MoveTo(at(s.p[0]))
		case 'L':
			raster.LineTo(at(s.p[0]))
		case 'C':
			bx, by := at(s.p[0])
			cx, cy := at(s.p[1])
			dx, dy := at(s.p[2])
			raster.CubeTo(bx, by, cx, cy, dx, dy)
		case 'Z':
			raster.ClosePath()
		}
	}
	raster.Draw(img, img.Bounds(), image.NewUniform(c), image.Point{})
}
