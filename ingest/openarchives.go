package ingest

import (
	"context"
	"errors"

	"billable"
)

// openArchives are the archives that lie around the input being read, the outermost
// first. Inputs come sorted by path, so that each archive is opened once.
type openArchives struct {
	limits Limits
	list   []*archive
	file   *content // of the outermost
}

// content gives the bytes of an input that Scan listed; close it when done.
func (o *openArchives) content(ctx context.Context, root string, in Input) (*content, error) {
	for len(o.list) > 0 && !o.surrounds(in) {
		o.pop()
	}
	for depth := len(o.list); depth < len(in.Within); depth++ {
		if err := o.push(ctx, root, in, depth); err != nil {
			return nil, err
		}
	}
	if len(in.Within) == 0 {
		c, err := fileContent(ctx, root, in.Path)
		if err != nil {
			return nil, changedProblem(in, err)
		}
		return c, nil
	}
	last := o.list[len(o.list)-1]
	if last.members[in.Path] == nil {
		return nil, changedProblem(in, nil)
	}
	return last.content(ctx, in.Path), nil
}

func (o *openArchives) surrounds(in Input) bool {
	return len(o.list) <= len(in.Within) && o.list[len(o.list)-1].path == in.Within[len(o.list)-1]
}

func (o *openArchives) pop() {
	o.list[len(o.list)-1].close()
	if o.list = o.list[:len(o.list)-1]; len(o.list) == 0 {
		o.file.close()
	}
}

func (o *openArchives) close() {
	for len(o.list) > 0 {
		o.pop()
	}
}

// push opens the archive at a depth.
func (o *openArchives) push(ctx context.Context, root string, in Input, depth int) error {
	at := in.Within[depth]
	var c *content
	if depth == 0 {
		file, err := fileContent(ctx, root, at)
		if err != nil {
			return changedProblem(Input{Path: at}, err)
		}
		c, o.file = file, file
	} else {
		c = o.list[depth-1].content(ctx, at)
	}
	fresh := func() *budget { return newBudget(at, o.file.size, o.limits) }
	a, err := c.asArchive(fresh())
	if err == nil && a == nil {
		err = changedProblem(Input{Path: at}, nil)
	}
	if err != nil {
		if depth == 0 {
			c.close()
		}
		if billable.ProblemIn(err) == nil && !errors.Is(err, context.Canceled) {
			err = fileProblem(at, err)
		}
		return err
	}
	a.budget = fresh
	o.list = append(o.list, a)
	return nil
}
