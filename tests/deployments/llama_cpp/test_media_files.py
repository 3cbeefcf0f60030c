"""Files as people send them, and files that nobody should have sent."""

import io
import struct
import zlib

import numpy as np
import pytest
import soundfile
from PIL import Image

from deployments.llama_cpp.media_files import UnreadableMedia, read_audio, read_image

RED = (200, 10, 30)


def encoded(image: Image.Image, format: str, **keys: object) -> bytes:
    data = io.BytesIO()
    image.save(data, format, **keys)
    return data.getvalue()


@pytest.mark.parametrize("format", ["PNG", "JPEG", "WEBP", "GIF", "BMP"])
def test_formats(format: str) -> None:
    pixels = read_image(encoded(Image.new("RGB", (20, 10), RED), format))
    assert pixels.shape == (10, 20, 3)
    assert np.abs(pixels.astype(int) - RED).max() < 12


@pytest.mark.parametrize("mode", ["L", "LA", "P", "RGBA", "CMYK", "1", "I;16"])
def test_any_colours_become_three(mode: str) -> None:
    format = "TIFF" if mode == "CMYK" else "PNG"
    data = encoded(Image.new(mode, (8, 8)), format)
    if mode == "CMYK":
        data = encoded(Image.new(mode, (8, 8)), "JPEG")
    assert read_image(data).shape == (8, 8, 3)


def test_a_photo_lies_on_its_side() -> None:
    """Cameras write down how they were held."""
    image = Image.new("RGB", (20, 10), RED)
    exif = image.getexif()
    exif[0x0112] = 6
    assert read_image(encoded(image, "JPEG", exif=exif)).shape == (20, 10, 3)


def test_the_first_of_many_frames() -> None:
    frames = [Image.new("RGB", (8, 8), colour) for colour in (RED, (0, 0, 255))]
    data = encoded(frames[0], "GIF", save_all=True, append_images=frames[1:])
    assert np.abs(read_image(data).astype(int) - RED).max() < 12


def bomb(width: int, height: int) -> bytes:
    """A PNG that says it has so many pixels, and has none."""
    size = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", size), (b"IDAT", zlib.compress(b"")), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "not one of PNG"),
        (b"GIF89a", "broken|not one of"),
        (b"%PDF-1.7", "not one of PNG"),
        (encoded(Image.new("RGB", (64, 64), RED), "PNG")[:70], "broken"),
        (encoded(Image.new("RGB", (400, 2)), "PNG"), "strip of 400 x 2"),
        (bomb(60_000, 60_000), "more than 50,000,000 pixels"),
        (bomb(9_000, 9_000), "more than 50,000,000 pixels"),
        (bomb(0, 10), "not one of"),
    ],
)
def test_images_that_cannot_be_used(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableMedia, match=message):
        read_image(data)


def sound(samples: np.ndarray, rate: int, format: str) -> bytes:
    data = io.BytesIO()
    soundfile.write(data, samples, rate, format=format)
    return data.getvalue()


@pytest.mark.parametrize("format", ["WAV", "FLAC", "OGG", "MP3"])
@pytest.mark.parametrize("channels", [1, 2])
def test_sounds(format: str, channels: int) -> None:
    tone = np.sin(np.arange(44_100) * 2 * np.pi * 440 / 44_100).astype(np.float32)
    samples = read_audio(sound(np.stack([tone] * channels, axis=1), 44_100, format), 16_000)
    assert len(samples) == pytest.approx(16_000, rel=0.1)
    spectrum = np.abs(np.fft.rfft(samples))
    assert spectrum.argmax() * 16_000 / len(samples) == pytest.approx(440, abs=3)


def test_a_click_is_filled_up() -> None:
    samples = read_audio(sound(np.ones(1, dtype=np.float32), 8_000, "WAV"), 16_000)
    assert len(samples) == 1600


@pytest.mark.parametrize("rate", [16_000, 44_100])
@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf, 3e38, -3e30])
def test_what_no_ear_can_hear_is_brought_within_bounds(value: float, rate: int) -> None:
    data = io.BytesIO()
    samples = np.full(9_000, value, np.float32)
    samples[::2] = 0.5
    soundfile.write(data, samples, rate, format="WAV", subtype="FLOAT")
    heard = read_audio(data.getvalue(), 16_000)
    assert np.isfinite(heard).all()
    assert np.abs(heard).max() <= 1


def test_sixteen_bits_of_grey() -> None:
    grey = np.array([[0, 255, 256, 32_768, 65_535]], dtype=np.uint16)
    data = encoded(Image.fromarray(grey), "PNG")
    assert read_image(data)[0, :, 0].tolist() == [0, 0, 1, 128, 255]


@pytest.mark.parametrize("data", [b"", b"RIFF", b"RIFF\0\0\0\0WAVEfmt ", b"ID3 is not enough"])
def test_sounds_that_cannot_be_used(data: bytes) -> None:
    with pytest.raises(UnreadableMedia, match="cannot be read"):
        read_audio(data, 16_000)


def test_a_small_file_of_many_hours() -> None:
    silence = sound(np.zeros(8_000 * 301, dtype=np.float32), 8_000, "FLAC")
    assert len(silence) < 100_000
    with pytest.raises(UnreadableMedia, match="longer than 300 seconds"):
        read_audio(silence, 16_000)


@pytest.mark.parametrize(("rate", "channels"), [(655_350, 1), (1_000, 1), (48_000, 9)])
def test_sounds_that_unpack_to_too_much(rate: int, channels: int) -> None:
    with pytest.raises(UnreadableMedia, match=f"{channels} channels at {rate:,} Hz"):
        read_audio(sound(np.zeros((100, channels)), rate, "WAV"), 16_000)


def test_other_formats_are_not_tried() -> None:
    with pytest.raises(UnreadableMedia, match="not one of WAV, FLAC"):
        read_audio(sound(np.zeros(100), 8_000, "AIFF"), 16_000)
