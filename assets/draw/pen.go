package main

import (
	"fmt"
	"math"
	"strings"
)

// pen gathers filled outlines on the 24 unit grid. All outlines wind the same way, so that strokes may overlap under the
// non-zero rule; the inner side of a ring winds against them and is a hole.
type pen struct{ segments []segment }

// segment is one path command with its points: M, L, C or Z.
type segment struct {
	op byte
	p  []point
}

type point struct{ x, y float64 }

const (
	stroke = 2.0 // width of every line in the family
)

func (p *pen) add(op byte, points ...point) { p.segments = append(p.segments, segment{op, points}) }

// line draws strokes with round ends through the points given as x, y, x, y...
func (p *pen) line(xy ...float64) *pen {
	for i := 0; i+3 < len(xy); i += 2 {
		p.capsule(point{xy[i], xy[i+1]}, point{xy[i+2], xy[i+3]}, stroke/2)
	}
	return p
}

// capsule is a straight stroke of half width r with round ends.
func (p *pen) capsule(a, b point, r float64) {
	angle := math.Atan2(b.y-a.y, b.x-a.x)
	p.add('M', polar(a, r, angle+math.Pi/2))
	p.sweep(a, r, angle+math.Pi/2, angle+3*math.Pi/2)
	p.add('L', polar(b, r, angle-math.Pi/2))
	p.sweep(b, r, angle-math.Pi/2, angle+math.Pi/2)
	p.add('Z')
}

// dot is a filled circle.
func (p *pen) dot(x, y, r float64) *pen {
	c := point{x, y}
	p.add('M', polar(c, r, 0))
	p.sweep(c, r, 0, 2*math.Pi)
	p.add('Z')
	return p
}

// hole takes a circle away from a filled shape drawn before.
func (p *pen) hole(x, y, r float64) *pen {
	c := point{x, y}
	p.add('M', polar(c, r, 0))
	p.sweep(c, r, 0, -2*math.Pi)
	p.add('Z')
	return p
}

// circle is a ring whose stroke is centred on radius r.
func (p *pen) circle(x, y, r float64) *pen { return p.dot(x, y, r+stroke/2).hole(x, y, r-stroke/2) }

// arc is a stroke with round ends along a circle, from one angle to another in degrees, clockwise, 0 to the right.
func (p *pen) arc(x, y, r, from, to float64) *pen {
	c, a, b, half := point{x, y}, from*math.Pi/180, to*math.Pi/180, stroke/2
	p.add('M', polar(c, r+half, a))
	p.sweep(c, r+half, a, b)
	p.sweep(polar(c, r, b), half, b, b+math.Pi)
	p.sweep(c, r-half, b, a)
	p.sweep(polar(c, r, a), half, a+math.Pi, a+2*math.Pi)
	p.add('Z')
	return p
}

// box is a rectangle with corners of radius r, drawn as a stroke centred on its edge.
func (p *pen) box(x, y, w, h, r float64) *pen {
	half := stroke / 2
	p.plate(x-half, y-half, w+stroke, h+stroke, r+half)
	return p.cut(x+half, y+half, w-stroke, h-stroke, math.Max(r-half, 0.01))
}

// plate is a filled rectangle with round corners.
func (p *pen) plate(x, y, w, h, r float64) *pen {
	p.add('M', point{x, y + r})
	p.sweep(point{x + r, y + r}, r, math.Pi, 1.5*math.Pi)
	p.add('L', point{x + w - r, y})
	p.sweep(point{x + w - r, y + r}, r, 1.5*math.Pi, 2*math.Pi)
	p.add('L', point{x + w, y + h - r})
	p.sweep(point{x + w - r, y + h - r}, r, 0, math.Pi/2)
	p.add('L', point{x + r, y + h})
	p.sweep(point{x + r, y + h - r}, r, math.Pi/2, math.Pi)
	p.add('Z')
	return p
}

// fill is the inside of the outline through the points given as x, y, x, y..., in the winding of strokes.
func (p *pen) fill(xy ...float64) *pen {
	p.add('M', point{xy[0], xy[1]})
	for i := 2; i+1 < len(xy); i += 2 {
		p.add('L', point{xy[i], xy[i+1]})
	}
	p.add('Z')
	return p
}

// cut takes a rectangle with round corners away from a filled shape drawn before.
func (p *pen) cut(x, y, w, h, r float64) *pen {
	p.add('M', point{x + r, y})
	p.sweep(point{x + r, y + r}, r, 1.5*math.Pi, math.Pi)
	p.add('L', point{x, y + h - r})
	p.sweep(point{x + r, y + h - r}, r, math.Pi, math.Pi/2)
	p.add('L', point{x + w - r, y + h})
	p.sweep(point{x + w - r, y + h - r}, r, math.Pi/2, 0)
	p.add('L', point{x + w, y + r})
	p.sweep(point{x + w - r, y + r}, r, 2*math.Pi, 1.5*math.Pi)
	p.add('Z')
	return p
}

// sweep appends cubic curves along a circle between two angles; the current point is where it begins.
func (p *pen) sweep(c point, r, from, to float64) {
	n := max(1, int(math.Ceil(math.Abs(to-from)/(math.Pi/2)-1e-9)))
	step := (to - from) / float64(n)
	k := 4.0 / 3 * math.Tan(step/4) * r
	for i := range n {
		a, b := from+float64(i)*step, from+float64(i+1)*step
		start, end := polar(c, r, a), polar(c, r, b)
		p.add('C',
			point{start.x - k*math.Sin(a), start.y + k*math.Cos(a)},
			point{end.x + k*math.Sin(b), end.y - k*math.Cos(b)}, end)
	}
}

func polar(c point, r, angle float64) point {
	return point{c.x + r*math.Cos(angle), c.y + r*math.Sin(angle)}
}

// svg writes the outlines as one filled path.
func (p *pen) svg() string {
	var d strings.Builder
	for _, s := range p.segments {
		d.WriteByte(s.op)
		for i, q := range s.p {
			if i > 0 {
				d.WriteByte(' ')
			}
			fmt.Fprintf(&d, "%s %s", number(q.x), number(q.y))
		}
	}
	return `<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24"><path fill="#000000" d="` +
		d.String() + "\"/></svg>\n"
}

func number(v float64) string {
	s := strings.TrimRight(strings.TrimRight(fmt.Sprintf("%.2f", v), "0"), ".")
	if s == "-0" {
		return "0"
	}
	return s
}
