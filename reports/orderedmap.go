package reports

import (
	"bytes"
	"encoding/json"
)

// An orderedMap is a JSON object whose keys keep the order in which they were
// set, as the marts list them; a Go map would sort them.
type orderedMap[T any] struct {
	keys   []string
	values map[string]T
}

func (m *orderedMap[T]) get(key string) T { return m.values[key] }

func (m *orderedMap[T]) set(key string, value T) {
	if m.values == nil {
		m.values = map[string]T{}
	}
	if _, ok := m.values[key]; !ok {
		m.keys = append(m.keys, key)
	}
	m.values[key] = value
}

// MarshalJSON writes the object.
func (m orderedMap[T]) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, key := range m.keys {
		if i > 0 {
			b.WriteByte(',')
		}
		k, err := json.Marshal(key)
		if err != nil {
			return nil, err
		}
		v, err := json.Marshal(m.values[key])
		if err != nil {
			return nil, err
		}
		b.Write(k)
		b.WriteByte(':')
		b.Write(v)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}
