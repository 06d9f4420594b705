"""Stops reading a file that is larger than any we take: the rest of it never reaches the disk."""

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

from allant.parameters import parameter


class LimitedUpload(FileUploadHandler):
    """Counts what arrives; beyond the limit the file is let go and the request says so in `too_large`."""

    def new_file(self, *args: object, **kwargs: object) -> None:
        super().new_file(*args, **kwargs)
        self.received = 0
        self.limit = 1_000_000 * max(
            int(parameter("documents/largest_photo")), int(parameter("documents/largest_file"))
        )

    def receive_data_chunk(self, raw_data: bytes, _start: int) -> bytes:
        """Pass on what arrives while it is within the limit."""
        self.received += len(raw_data)
        if self.received > self.limit:
            self.request.too_large = self.file_name
            raise SkipFile
        return raw_data

    def file_complete(self, _file_size: int) -> UploadedFile | None:
        """Leave the file to the next handler."""
        return None
