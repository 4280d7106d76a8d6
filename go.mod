module billable

go 1.26
