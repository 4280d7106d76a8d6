package reference

import (
	"os"
	"reflect"
	"regexp"
	"slices"
	"testing"

	"github.com/parquet-go/parquet-go"
)

// The columns of a raw table, in order, as queries/raw declares them.
func declared(t *testing.T, table string) []string {
	t.Helper()
	text, err := os.ReadFile("../../queries/raw/raw_" + table + ".sql")
	if err != nil {
		t.Fatal(err)
	}
	var columns []string
	for _, m := range regexp.MustCompile(`cast\(null as (\w+)\) as (\w+)`).FindAllStringSubmatch(string(text), -1) {
		columns = append(columns, m[2]+" "+m[1])
	}
	return columns
}

func TestParquetHoldsTheDeclaredColumns(t *testing.T) {
	night := GenerateLarge(7, 400, true)
	files, err := night.WriteParquet(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for table, paths := range files {
		if got, want := written(t, paths[0]), declared(t, table); !reflect.DeepEqual(got, want) {
			t.Errorf("%s holds\n%v, want\n%v", table, got, want)
		}
	}
	back, err := parquet.ReadFile[RawAccount](files["accounts"][0])
	if accounts, _ := night.accountTables(); err != nil || !reflect.DeepEqual(back, accounts) {
		t.Errorf("accounts do not read back as written: %v", err)
	}
}

func written(t *testing.T, path string) []string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		t.Fatal(err)
	}
	pf, err := parquet.OpenFile(f, info.Size())
	if err != nil {
		t.Fatal(err)
	}
	types := map[string]string{"STRING": "varchar", "INT(64,true)": "bigint", "BOOLEAN": "boolean", "DATE": "date", "INT64": "bigint"}
	var columns []string
	for _, field := range pf.Schema().Fields() {
		columns = append(columns, field.Name()+" "+types[field.Type().String()])
	}
	return slices.Clip(columns)
}
