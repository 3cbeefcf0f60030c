"""Encoded images and sounds to pixels and samples, within bounds.

llama.cpp could read some of the formats itself, but a file that is made to break a decoder, or that
unpacks to gigabytes, must cost its request and nothing more: Pillow and libsndfile, which are
written for such files, read them, and only so much of them.
"""

from __future__ import annotations

from io import BytesIO
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import soundfile
import soxr
from PIL import Image, ImageOps, UnidentifiedImageError

Pixels: TypeAlias = npt.NDArray[np.uint8]
"""(height, width, 3), red first."""
Samples: TypeAlias = npt.NDArray[np.float32]
"""One channel, -1 to 1."""

IMAGE_FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "BMP")
MOST_PIXELS = 50_000_000
LONGEST_SIDE = 100  # times the other: llama.cpp's tiling is not made for strips
SOUND_FORMATS = ("WAV", "WAVEX", "FLAC", "OGG", "MPEG", "MP3")
MOST_SECONDS = 300.0  # some of llama.cpp's encoders end the process at half a minute more
LEAST_SECONDS = 0.1  # shorter sounds are filled up with silence
RATES = (4_000, 192_000)  # samples a second
MOST_CHANNELS = 8
BLOCK = 1 << 16  # samples that are read at once


class UnreadableMedia(Exception):
    """The message says why, in words for who sent it."""


def read_image(data: bytes) -> Pixels:
    """The first frame, upright. Raises `UnreadableMedia`."""
    try:
        with Image.open(BytesIO(data), formats=IMAGE_FORMATS) as image:
            _check_size(*image.size)
            return _rgb(ImageOps.exif_transpose(image))
    except UnidentifiedImageError:
        raise UnreadableMedia(f"it is not one of {', '.join(IMAGE_FORMATS)}") from None
    except Image.DecompressionBombError:  # for what is larger than anybody's photo
        raise UnreadableMedia(f"it has more than {MOST_PIXELS:,} pixels") from None
    except UnreadableMedia:
        raise
    except Exception as error:  # every format has its own ways to be broken
        raise UnreadableMedia(f"it is broken: {error}") from None


def _check_size(width: int, height: int) -> None:
    if width * height > MOST_PIXELS:
        raise UnreadableMedia(f"it has more than {MOST_PIXELS:,} pixels")
    if min(width, height) < 1 or max(width, height) > LONGEST_SIDE * min(width, height):
        raise UnreadableMedia(f"it is a strip of {width} x {height} pixels")


def _rgb(image: Image.Image) -> Pixels:
    if image.mode.startswith("I"):  # 16 bits, of which Pillow would keep the wrong ones
        grey = (np.asarray(image).astype(np.int32) >> 8).clip(0, 255).astype(np.uint8)
        return np.repeat(grey[:, :, np.newaxis], 3, axis=2)
    return np.asarray(image.convert("RGB"))


def read_audio(data: bytes, rate: int) -> Samples:
    """WAV, FLAC, OGG or MP3, at so many samples a second. Raises `UnreadableMedia`."""
    try:
        with soundfile.SoundFile(BytesIO(data)) as file:
            _check_sound(file)
            blocks = file.blocks(BLOCK, dtype="float32", always_2d=True)
            mixed = np.concatenate([np.zeros(0, np.float32), *map(_mixed, blocks)])
            own_rate = file.samplerate
        resampled = np.asarray(soxr.resample(mixed, own_rate, rate), dtype=np.float32)
    except (soundfile.LibsndfileError, MemoryError, RuntimeError, ValueError, TypeError) as error:
        raise UnreadableMedia(f"it cannot be read: {error}") from None
    samples: Samples = np.clip(resampled, -1, 1)
    missing = int(LEAST_SECONDS * rate) - len(samples)
    return np.pad(samples, (0, max(0, missing)))


def _check_sound(file: soundfile.SoundFile) -> None:
    """What its head says; no more than that is read."""
    if file.format not in SOUND_FORMATS:
        raise UnreadableMedia("it is not one of WAV, FLAC, OGG, MP3")
    if not RATES[0] <= file.samplerate <= RATES[1] or file.channels > MOST_CHANNELS:
        raise UnreadableMedia(f"it has {file.channels} channels at {file.samplerate:,} Hz")
    if file.frames > MOST_SECONDS * file.samplerate:
        raise UnreadableMedia(f"it is longer than {MOST_SECONDS:.0f} seconds")


def _mixed(block: npt.NDArray[np.float32]) -> Samples:
    """One channel. What is no number, or louder than a file can say, is not for an encoder."""
    loud = np.nan_to_num(block, nan=0.0, posinf=1.0, neginf=-1.0)
    one: Samples = np.clip(loud, -1, 1).mean(axis=1, dtype=np.float32)
    return one
