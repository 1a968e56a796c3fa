package timeline

import (
	"strings"

	"tamtam/core"
)

// Truth is a value of three-valued logic: what is asked of a company or an author that was not found is unknown.
type Truth int

// The values, from false to true: AND is the least of several, OR the greatest.
const (
	False Truth = iota
	Unknown
	True
)

func truth(b bool) Truth {
	if b {
		return True
	}
	return False
}

// expression is a node of a parsed expression: a letter, or several nodes joined.
type expression struct {
	letter int // of the condition, -1 for joined nodes
	or     bool
	nodes  []expression
}

func (e expression) evaluate(of func(letter int) Truth) Truth {
	if e.letter >= 0 {
		return of(e.letter)
	}
	result := e.nodes[0].evaluate(of)
	for _, node := range e.nodes[1:] {
		if t := node.evaluate(of); e.or {
			result = max(result, t)
		} else {
			result = min(result, t)
		}
	}
	return result
}

// deepest bounds how deep brackets may lie in each other.
const deepest = 32

// CheckExpression tells what is wrong with an expression over so many conditions alone, as Filter.Check does with all.
func CheckExpression(text string, conditions int) error {
	_, err := parseExpression(text, conditions)
	return err
}

// parseExpression reads "A AND (B OR C)" over so many conditions, which must all be named; AND binds closer than OR. Empty text joins all by AND.
func parseExpression(text string, conditions int) (expression, error) {
	p := expressionParser{words: strings.Fields(strings.NewReplacer("(", " ( ", ")", " ) ").Replace(strings.ToUpper(text))), named: make([]bool, conditions)}
	if len(p.words) == 0 {
		all := expression{letter: -1}
		for i := range conditions {
			all.nodes = append(all.nodes, expression{letter: i})
		}
		return all, nil
	}
	e, err := p.joined(true, 0)
	if err == nil && len(p.words) > 0 {
		err = p.wrong()
	}
	for i, named := range p.named {
		if err == nil && !named {
			err = core.Errorf(core.Invalid, opFilter, "filter %s is not in the expression; write it there or remove the filter", Letter(i))
		}
	}
	return e, err
}

// Letter is the name of a condition by its place.
func Letter(i int) string { return string(rune('A' + i)) }

type expressionParser struct {
	words []string // that are still to be read
	named []bool
}

func (p *expressionParser) next() string {
	if len(p.words) == 0 {
		return ""
	}
	return p.words[0]
}

func (p *expressionParser) wrong() error {
	if len(p.words) == 0 {
		return core.Errorf(core.Invalid, opFilter, "the expression ends too early; write it like A AND (B OR C)")
	}
	return core.Errorf(core.Invalid, opFilter, "%q is not expected there; write the expression like A AND (B OR C)", p.words[0])
}

// joined reads nodes that are joined by OR, or one level closer by AND.
func (p *expressionParser) joined(or bool, depth int) (expression, error) {
	e, word := expression{letter: -1, or: or}, "AND"
	if or {
		word = "OR"
	}
	for {
		var node expression
		var err error
		if or {
			node, err = p.joined(false, depth)
		} else {
			node, err = p.single(depth)
		}
		if err != nil {
			return e, err
		}
		e.nodes = append(e.nodes, node)
		if p.next() != word {
			return e, nil
		}
		p.words = p.words[1:]
	}
}

// single reads a letter or what stands in brackets.
func (p *expressionParser) single(depth int) (expression, error) {
	word := p.next()
	if word == "(" && depth < deepest {
		p.words = p.words[1:]
		e, err := p.joined(true, depth+1)
		if err == nil && p.next() != ")" {
			err = p.wrong()
		}
		if err == nil {
			p.words = p.words[1:]
		}
		return e, err
	}
	if len(word) != 1 || word[0] < 'A' || int(word[0]-'A') >= len(p.named) {
		return expression{}, p.wrong()
	}
	p.words = p.words[1:]
	p.named[word[0]-'A'] = true
	return expression{letter: int(word[0] - 'A')}, nil
}
