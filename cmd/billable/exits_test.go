package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"syscall"
	"testing"

	"billable"
)

func TestExitCode(t *testing.T) {
	full := &fs.PathError{Op: "write", Path: "x", Err: syscall.ENOSPC}
	tests := []struct {
		name string
		err  error
		want int
	}{
		{"none", nil, 0},
		{"anything", errors.New("x"), 1},
		{"failure", &billable.Problem{Kind: billable.Failure, What: "x", Remedy: "y"}, 1},
		{"usage", &billable.Problem{Kind: billable.Usage, What: "x", Remedy: "y"}, 2},
		{"input", fmt.Errorf("read: %w", &billable.Problem{Kind: billable.Input, What: "x", Remedy: "y"}), 4},
		{"retry", &billable.Problem{Kind: billable.Retry, What: "x", Remedy: "y"}, 5},
		{"disk full", fmt.Errorf("write marts: %w", full), 5},
		{"disk full under a failure", &billable.Problem{Kind: billable.Failure, What: "x", Remedy: "y", Err: full}, 5},
		{"no permission", &fs.PathError{Op: "open", Path: "x", Err: os.ErrPermission}, 5},
		{"guard", &billable.Problem{Kind: billable.Guard, What: "x", Remedy: "y"}, 6},
		{"damage", &billable.Problem{Kind: billable.Damage, What: "x", Remedy: "y"}, 7},
		{"interrupted", fmt.Errorf("run: %w", context.Canceled), 130},
		{"reported", errReported{3}, 3},
	}
	for _, tt := range tests {
		if got := exitCode(tt.err); got != tt.want {
			t.Errorf("%s: exit code %d, want %d", tt.name, got, tt.want)
		}
	}
}

func TestWorstExit(t *testing.T) {
	tests := []struct {
		codes []int
		want  int
	}{
		{nil, 0},
		{[]int{0, 0}, 0},
		{[]int{0, 3}, 3},
		{[]int{3, 6, 0}, 6},
		{[]int{6, 4}, 4},
		{[]int{4, 5}, 5},
		{[]int{5, 1, 3}, 1},
	}
	for _, tt := range tests {
		if got := worstExit(tt.codes); got != tt.want {
			t.Errorf("worstExit(%v) = %d, want %d", tt.codes, got, tt.want)
		}
	}
}

func TestMoney(t *testing.T) {
	cents := func(n int64) *int64 { return &n }
	tests := []struct {
		cents    *int64
		currency string
		want     string
	}{
		{cents(1750000), "USD", "$17,500"}, {cents(0), "USD", "$0"}, {cents(5), "USD", "$0.05"},
		{cents(-5), "USD", "-$0.05"}, {cents(-123456), "USD", "-$1,234.56"}, {cents(100000), "EUR", "EUR 1,000"},
		{nil, "USD", "not known"}, {cents(1750000), "JPY", "JPY 1,750,000"}, {cents(-1), "JPY", "JPY -1"}, {cents(1005), "KWD", "KWD 1.005"},
	}
	for _, tt := range tests {
		if got := money(tt.cents, tt.currency); got != tt.want {
			t.Errorf("money = %q, want %q", got, tt.want)
		}
	}
}
