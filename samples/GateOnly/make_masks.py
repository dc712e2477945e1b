"""Makes the masks and probability maps of this sample: blobs, and what a mediocre model might say of them.

Needs Python alone. With NumPy, write() is numpy.save(path, array), and predictions come from your network.
"""
import math
import pathlib
import random
import struct

SIDE = 64


def write(path, dtype, code, rows):
    """Writes a two-dimensional array as NPY, version 1.0."""
    header = f"{{'descr': '{dtype}', 'fortran_order': False, 'shape': ({len(rows)}, {len(rows[0])}), }}"
    header += " " * (63 - (len(header) + 10) % 64) + "\n"
    path.parent.mkdir(exist_ok=True)
    with open(path, "wb") as file:
        file.write(b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header.encode("ascii"))
        for row in rows:
            file.write(struct.pack(f"<{len(row)}{code}", *row))


def depth(x, y, blob):
    """How far inside the blob a pixel lies, in pixels; negative outside."""
    centre_x, centre_y, radius, lobes, turn = blob
    angle = math.atan2(y - centre_y, x - centre_x)
    return radius * (1 + 0.2 * math.cos(lobes * angle + turn)) - math.hypot(x - centre_x, y - centre_y)


def main():
    here = pathlib.Path(__file__).parent
    for case in range(1, 7):
        draw = random.Random(case)
        blob = (draw.uniform(20, 44), draw.uniform(20, 44), draw.uniform(6, 13), draw.randint(2, 5), draw.uniform(0, 6))
        seen = (blob[0] + draw.gauss(0, 0.6), blob[1] + draw.gauss(0, 0.6), blob[2] * draw.uniform(0.93, 1.07)) + blob[3:]
        mask = [[int(depth(x, y, blob) >= 0) for x in range(SIDE)] for y in range(SIDE)]
        probability = [[1 / (1 + math.exp(-depth(x, y, seen) - draw.gauss(0, 0.5))) for x in range(SIDE)] for y in range(SIDE)]
        write(here / "masks" / f"case_{case:02}.npy", "|u1", "B", mask)
        write(here / "predictions" / f"case_{case:02}.npy", "<f2", "e", probability)


if __name__ == "__main__":
    main()
