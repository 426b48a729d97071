import io

from PIL import Image

from sitegen.charts.paper import small


def picture(colours: int) -> Image.Image:
    made = Image.new("RGB", (64, 64), (251, 250, 247))
    for number in range(colours - 1):
        made.putpixel((number % 64, number // 64), (number % 256, number // 2 % 256, 80))
    return made


def as_png(image: Image.Image) -> bytes:
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


def test_a_picture_of_few_colours_keeps_every_pixel() -> None:
    before = picture(200)
    after = Image.open(io.BytesIO(small(as_png(before)))).convert("RGB")
    assert after.tobytes() == before.tobytes()


def test_a_picture_of_many_colours_keeps_its_size_and_its_paper() -> None:
    after = Image.open(io.BytesIO(small(as_png(picture(2000))))).convert("RGB")
    assert after.size == (64, 64)
    assert after.getpixel((63, 63)) == (251, 250, 247)
