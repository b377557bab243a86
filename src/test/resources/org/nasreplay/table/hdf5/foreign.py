"""Writes HDF5 tables of the topology space as others write them, into the folder argv[1].

NAME.h5 comes with NAME.values, what h5py reads as little-endian doubles, or with NAME.refusal, a
part of the line that is to be said instead.
"""

import itertools
import pathlib
import sys
import zlib

import h5py
import numpy as np

FOLDER = pathlib.Path(sys.argv[1])
SIZE = 15625
COLUMN = "cifar10/200/test_accuracy/777"
OTHER = "cifar10/200/test_accuracy/888"
TENTHS = np.random.default_rng(1).integers(0, 1001, SIZE) / 10.0
NOISE = np.random.default_rng(2).random(SIZE) * 100  # does not deflate: filters are left out


class table:
    """A file with what the root must say; with a refusal, or with the values of its columns."""

    def __init__(self, name, refusal=None, **options):
        self.name, self.refusal, self.options = name, refusal, options

    def __enter__(self):
        self.file = h5py.File(FOLDER / (self.name + ".h5"), "w", **self.options)
        self.file.attrs["schema_version"] = 1
        self.file.attrs["space"] = "topology"
        return self.file

    def __exit__(self, *error):
        self.file.close()
        if self.refusal is not None:
            (FOLDER / (self.name + ".refusal")).write_text(self.refusal, "utf-8")
            return
        with h5py.File(FOLDER / (self.name + ".h5")) as file:
            values = file[COLUMN][()].astype("<f8")
        (FOLDER / (self.name + ".values")).write_bytes(values.tobytes())


def column(file, values=None, path=COLUMN, **options):
    if values is None:
        options = {"shape": (SIZE,), "dtype": "f8", **options}
    dataset = file.create_dataset(path, data=values, **options)
    dataset.attrs["provenance"] = "measured"
    dataset.attrs["source"] = "a lab"
    dataset.attrs["source_sha256"] = ""
    return dataset


FILTERS = {
    "plain": {},
    "gzip": {"compression": "gzip"},
    "shuffled": {"compression": "gzip", "shuffle": True},
    "lzf": {"compression": "lzf"},
    "checked": {"compression": "gzip", "shuffle": True, "fletcher32": True},
}
for version, (kind, filters), chunk, grows in itertools.product(
    ("earliest", "latest"), FILTERS.items(), (1000, SIZE), (False, True)
):
    name = f"{version}-{kind}-{chunk}-{'grows' if grows else 'fixed'}"
    options = {"chunks": (chunk,), "maxshape": (None,) if grows else None, **filters}
    latest = version == "latest"
    with table("whole-" + name, libver=version) as f:
        column(f, TENTHS, **options)
    with table("noise-" + name, libver=version) as f:
        column(f, NOISE, **options)
    for fill in (float("nan"), 5.0, None):
        refusal = "would count as 0" if fill is None else None
        if latest and chunk < SIZE or latest and grows:
            continue
        if fill is not None:
            options["fillvalue"] = fill
        else:
            options.pop("fillvalue", None)
        if chunk < SIZE:
            with table(f"part-{fill}-{name}", refusal, libver=version) as f:
                part = column(f, **options)
                part[2000:4000] = TENTHS[2000:4000]
                part[SIZE - 5 :] = TENTHS[SIZE - 5 :]
        if not latest:
            with table(f"never-{fill}-{name}", refusal, libver=version) as f:
                column(f, **options)

for fill in (float("nan"), 5.0, None):
    options = {} if fill is None else {"fillvalue": fill}
    refusal = "15,625 values that were never written" if fill is None else None
    with table(f"contiguous-never-{fill}", refusal) as f:
        column(f, **options)
    refusal = "would count as 0" if fill is None else None
    with table(f"latest-fixed-part-{fill}", refusal, libver="latest") as f:
        column(f, chunks=(1000,), **options)[3000:3500] = 7
with table("latest-grows-part", "is resizable and not wholly written", libver="latest") as f:
    column(f, chunks=(1000,), maxshape=(None,), fillvalue=float("nan"))[3000:3500] = 7
refusal = "values never written under libver 'latest'"
with table("latest-single-never", refusal, libver="latest") as f:
    column(f, chunks=(SIZE,), compression="gzip", fillvalue=float("nan"))
with table("a-chunk-longer-than-the-dataset") as f:
    column(f, TENTHS, chunks=(20000,), maxshape=(None,))
with table("shrunk") as f:
    longer = column(f, np.concatenate([TENTHS, NOISE]), maxshape=(None,), chunks=(1000,))
    longer.resize((SIZE,))
with table("filter-left-out") as f:
    raw = column(f, chunks=(SIZE,), compression="gzip")
    raw.id.write_direct_chunk((0,), TENTHS.tobytes(), 1)

for form in ("<f4", ">f4", "<f8", ">f8", "<f2"):
    with table("type-" + form.replace("<", "little-").replace(">", "big-")) as f:
        column(f, TENTHS.astype(form))
for form in ("i4", "u1", "longdouble", "c16", "S5"):
    with table("type-" + form, "another type than float64") as f:
        column(f, TENTHS.astype(form))

for name, shape in {"column": (SIZE, 1), "row": (1, SIZE), "square": (125, 125)}.items():
    with table("shape-" + name, "expected one dimension of 15625 values") as f:
        column(f, TENTHS.reshape(shape))
with table("shape-short", "has the shape [15624]") as f:
    column(f, TENTHS[1:])
with table("shape-scalar", "has the shape []") as f:
    column(f, 5.0)
with table("shape-null", "has the shape []") as f:
    column(f, h5py.Empty("f8"))

with table("link-soft", OTHER + " is a link") as f:
    column(f, TENTHS)
    f[OTHER] = h5py.SoftLink("/" + COLUMN)
with table("link-to-nowhere", OTHER + " is a link") as f:
    column(f, TENTHS)
    f[OTHER] = h5py.SoftLink("/nowhere")
with table("link-to-itself", OTHER + " is a link") as f:
    column(f, TENTHS)
    f[OTHER] = h5py.SoftLink("/" + OTHER)
with table("link-external", OTHER + " is a link") as f:
    column(f, TENTHS)
    f[OTHER] = h5py.ExternalLink("type-little-f8.h5", "/" + COLUMN)
with table("link-to-group", "cifar100 is a link") as f:
    column(f, TENTHS)
    f["cifar100"] = h5py.SoftLink("/cifar10")
with table("two-names-of-a-dataset") as f:
    f[OTHER] = column(f, TENTHS)
with table("two-names-of-a-group", "contains itself or has two names") as f:
    column(f, TENTHS)
    f["cifar100"] = f["cifar10"]
for version in ("earliest", "latest"):
    with table("cycle-" + version, "contains itself", libver=version) as f:
        column(f, TENTHS)
        f["cifar10/self"] = f["cifar10"]
    with table("cycle-at-the-root-" + version, "contains itself", libver=version) as f:
        column(f, TENTHS)
        f["root"] = f["/"]
    with table("wide-cycle-" + version, "contains itself", libver=version) as f:
        for i in range(500):
            f[f"root{i}"] = f["/"]
    with table("many-paths-" + version, "has two names", libver=version) as f:
        for level in "abc":
            f.create_group(level)
        for i in range(200):
            f[f"a/{i}"] = f["b"]
            f[f"b/{i}"] = f["c"]
            f[f"c/{i}"] = f.create_dataset(f"d{i}", data=TENTHS[:1])
with table("deep", "lies deeper than dataset/epochs/metric/seed") as f:
    f.create_group("/".join("abcdefgh"))
with table("named-type", "neither a group nor a dataset") as f:
    column(f, TENTHS)
    f["type"] = np.dtype("f8")
with table("notes", "column name (notes)") as f:
    column(f, TENTHS)
    f["notes"] = np.arange(3)

text = h5py.string_dtype()
for name, value in {
    "array-of-one": np.array(["measured"], dtype=object),
    "array-in-array": np.array([["measured"]], dtype=object),
    "fixed": np.bytes_("measured"),
    "fixed-array": np.array([b"measured"]),
}.items():
    with table("attribute-" + name) as f:
        dtype = text if value.dtype == object else None
        column(f, TENTHS).attrs.create("provenance", value, dtype=dtype)
for name, value, refusal in (
    ("array-of-two", np.array(["a", "b"], dtype=object), "neither one text nor one number"),
    ("line-break", "a lab\nor not", "has a line break (a lab\\u000aor not)"),
    ("return", "a lab\ror not", "has a line break"),
    ("latin", np.bytes_("gemäß".encode("latin1")), "not a text of at most 10,000 letters"),
    ("long", "x" * 20000, "not a text of at most 10,000 letters"),
    ("nothing", h5py.Empty("S10"), "source () must be one line of text"),
    ("compound", np.array((1, 2.0), dtype=[("a", "i4"), ("b", "f8")]), "neither one text"),
):
    with table("attribute-" + name, refusal) as f:
        dtype = text if getattr(value, "dtype", None) == object else None
        column(f, TENTHS).attrs.create("source", value, dtype=dtype)
for name, value in {"text": "1", "half": 1.5, "three": 3, "two-numbers": [1, 1]}.items():
    with table("schema-" + name, "schema") as f:
        column(f, TENTHS)
        f.attrs["schema_version"] = value
for name, value in {"short": np.uint8(1), "float": 1.0, "array": [1]}.items():
    with table("schema-" + name) as f:
        column(f, TENTHS)
        f.attrs["schema_version"] = value
with table("units", "is in the units (fraction), expected percent") as f:
    column(f, TENTHS / 100).attrs["units"] = "fraction"

with table("bomb-long-chunk", "has chunks of 33,554,432 values") as f:
    column(f, chunks=(1 << 25,), maxshape=(None,), compression="gzip", fillvalue=0.0)[0] = 1
with table("bomb-in-a-chunk", "a chunk is not what it says") as f:
    deflate = zlib.compressobj(9)
    zeros = b"".join(deflate.compress(bytes(1 << 20)) for _ in range(1024)) + deflate.flush()
    column(f, chunks=(SIZE,), compression="gzip").id.write_direct_chunk((0,), zeros)
with table("virtual", "not a readable HDF5 file") as f:
    layout = h5py.VirtualLayout((SIZE,), "f8")
    layout[:] = h5py.VirtualSource("type-little-f8.h5", COLUMN, (SIZE,))
    f.create_virtual_dataset(COLUMN, layout)
