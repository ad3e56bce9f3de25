package street

import (
	"bufio"
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"

	"google.golang.org/protobuf/encoding/protowire"
)

// PBF is read here and not by osmpbf of paulmach/osm: that one decodes in goroutines
// which panic on a damaged block, out of reach of any recover, and links a C library.
//
// Source: OpenStreetMap wiki, PBF Format; fileformat.proto and osmformat.proto.

var (
	errPBF      = errors.New("this is not whole PBF data")
	pbfFeatures = []string{"OsmSchema-V0.6", "DenseNodes"}
)

// readPBF reads a file block by block: a length, a header, a blob.
func readPBF(c *collector, r *bufio.Reader) error {
	total := int64(0)
	for first := true; ; first = false {
		kind, blob, err := readBlob(r)
		if err == io.EOF && !first {
			return nil
		}
		if total += int64(len(blob)); err == nil && total > maxBytes {
			err = errTooLarge
		}
		switch {
		case err != nil:
		case first != (kind == "OSMHeader"):
			err = fmt.Errorf("%w: a block of kind %.20q is out of place", errPBF, kind)
		case first:
			err = checkHeader(blob)
		case kind == "OSMData":
			err = readPrimitives(c, blob)
		}
		if err != nil {
			fe := &FileError{Reason: err.Error(), cause: err}
			if errors.Is(err, errPBF) || errors.Is(err, io.ErrUnexpectedEOF) {
				fe.Hint = hintWhole
			}
			return fe
		}
	}
}

// readBlob reads and unpacks one block. io.EOF is the end between two blocks.
func readBlob(r io.Reader) (kind string, data []byte, err error) {
	var size [4]byte
	if _, err := io.ReadFull(r, size[:]); err != nil {
		return "", nil, err
	}
	head, err := readN(r, int64(binary.BigEndian.Uint32(size[:])), maxBlobHead)
	if err != nil {
		return "", nil, err
	}
	var length int64
	err = eachField(head, func(f field) error {
		switch f.num {
		case 1:
			kind = string(f.data)
		case 3:
			length = int64(f.value)
		}
		return nil
	})
	if err != nil {
		return "", nil, err
	}
	packed, err := readN(r, length, maxBlob)
	if err != nil {
		return "", nil, err
	}
	data, err = unpackBlob(packed)
	return kind, data, err
}

func readN(r io.Reader, n, limit int64) ([]byte, error) {
	if n < 0 || n > limit {
		return nil, fmt.Errorf("%w: a block of %d bytes", errPBF, n)
	}
	b, err := io.ReadAll(io.LimitReader(r, n)) // grows with what is there, not with what is promised
	if err == nil && int64(len(b)) < n {
		err = fmt.Errorf("the file ends in the middle: %w", io.ErrUnexpectedEOF)
	}
	return b, err
}

func unpackBlob(blob []byte) (data []byte, err error) {
	var packed []byte
	size := int64(-1)
	err = eachField(blob, func(f field) error {
		switch f.num {
		case 1:
			data = f.data
		case 2:
			size = int64(f.value)
		case 3:
			packed = f.data
		case 4, 5, 6, 7:
			return errors.New("this PBF is packed with something other than zlib; convert it with: osmium cat -f pbf,pbf_compression=zlib")
		}
		return nil
	})
	if err != nil || packed == nil {
		return data, err
	}
	if size < 0 || size > maxBlob {
		return nil, fmt.Errorf("%w: a block that unpacks to %d bytes", errPBF, size)
	}
	zr, err := zlib.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errPBF, err)
	}
	defer zr.Close()
	data, err = io.ReadAll(io.LimitReader(zr, size+1))
	if err == nil && int64(len(data)) != size {
		err = fmt.Errorf("a block unpacks to %d bytes instead of %d", len(data), size)
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errPBF, err)
	}
	return data, nil
}

// checkHeader refuses files that need more of a reader than this one offers.
func checkHeader(b []byte) error {
	return eachField(b, func(f field) error {
		if f.num == 4 && !slices.Contains(pbfFeatures, string(f.data)) {
			return fmt.Errorf("this PBF needs a reader that knows %.40q, which Hexbeat does not; give a plain extract without history", f.data)
		}
		return nil
	})
}

// field is one field of a message: value for numbers, data for the rest.
type field struct {
	num   protowire.Number
	typ   protowire.Type
	value uint64
	data  []byte
}

// eachField calls f for every field that is a varint or has a length; others are
// passed over.
func eachField(b []byte, f func(field) error) error {
	for len(b) > 0 {
		num, typ, n := protowire.ConsumeTag(b)
		if n < 0 {
			return fmt.Errorf("%w: %w", errPBF, protowire.ParseError(n))
		}
		b = b[n:]
		fd := field{num: num, typ: typ}
		switch typ {
		case protowire.VarintType:
			fd.value, n = protowire.ConsumeVarint(b)
		case protowire.BytesType:
			fd.data, n = protowire.ConsumeBytes(b)
		default:
			n = protowire.ConsumeFieldValue(num, typ, b)
		}
		if n < 0 {
			return fmt.Errorf("%w: %w", errPBF, protowire.ParseError(n))
		}
		b = b[n:]
		if typ == protowire.VarintType || typ == protowire.BytesType {
			if err := f(fd); err != nil {
				return err
			}
		}
	}
	return nil
}

// varints appends the numbers of a repeated field, packed or not.
func (f field) varints(to []uint64) ([]uint64, error) {
	if f.typ == protowire.VarintType {
		return append(to, f.value), nil
	}
	for b := f.data; len(b) > 0; {
		v, n := protowire.ConsumeVarint(b)
		if n < 0 {
			return nil, fmt.Errorf("%w: %w", errPBF, protowire.ParseError(n))
		}
		to, b = append(to, v), b[n:]
	}
	return to, nil
}
