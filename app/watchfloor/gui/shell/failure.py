"""A view that fails shows so and can be tried again; the others go on."""

import traceback
from collections.abc import Callable
from inspect import CO_OPTIMIZED
from types import TracebackType
from typing import Self

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QDockWidget,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from watchfloor.gui.style.look import Look


class FailureFace(QWidget):
    """Stands where a view was. Gives `retry_asked` and `details_asked`."""

    retry_asked = Signal()
    details_asked = Signal()

    def __init__(self, name: str, error: BaseException, look: Look) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        title = QLabel(self.tr("{name} cannot be shown").format(name=name))
        title.setObjectName("title")
        words = QLabel(
            self.tr("Something in it failed; everything else goes on and nothing received is lost.")
        )
        words.setObjectName("muted")
        cause = QLabel(f"{type(error).__name__}: {error}"[:300])
        cause.setObjectName("muted")
        for label in (title, words, cause):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.retry = QPushButton(self.tr("Try again"))
        self.retry.clicked.connect(self.retry_asked)
        self.details = QPushButton(self.tr("Details"))
        self.details.clicked.connect(self.details_asked)
        keys = QHBoxLayout()
        keys.addStretch()
        keys.addWidget(self.retry)
        keys.addWidget(self.details)
        keys.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(16), look.px(12), look.px(16), look.px(12))
        column.addStretch()
        for widget in (title, words, cause):
            column.addWidget(widget)
        column.addLayout(keys)
        column.addStretch()
        self.setAccessibleName(title.text())


class _Guard:
    """What is done within it may fail: that is noted, and ends here."""

    def __init__(self, shelter: "Shelter", view: QWidget) -> None:
        self._shelter = shelter
        self._view = view

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, error: BaseException | None, _trace: TracebackType | None
    ) -> bool:
        # Keyboard interrupts and exits are no failure of a view.
        return isinstance(error, Exception) and self._shelter.take(error, self._view)


class Shelter(QObject):
    """Watches over views. Gives `failed` with the exception and the view's name, once for each failure."""

    failed = Signal(object, str)
    details_asked = Signal(str)

    def __init__(self, look: Look, again: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._again = again
        self._names: dict[QWidget, str] = {}
        self.faces: dict[QWidget, FailureFace] = {}
        self._closed = False

    def close(self) -> None:
        """The window is closed: nothing is shown any more."""
        self._closed = True

    def protect(self, name: str, view: QWidget) -> None:
        self._names[view] = name

    def guard(self, view: QWidget) -> _Guard:
        """For a `with`: if what is done there fails, the view is taken out of sight."""
        return _Guard(self, view)

    def view_in(self, trace: TracebackType | None) -> QWidget | None:
        """The view whose code failed, from an exception that Qt came back with (a paint, a click)."""
        while trace is not None:
            owner = trace.tb_frame.f_locals.get("self")
            # A window that was closed meanwhile has no place any more, and is none of the views.
            view = self._over(owner) if isinstance(owner, QWidget) and isValid(owner) else None
            if view is not None:
                return view
            trace = trace.tb_next
        return None

    def _over(self, widget: QWidget | None) -> QWidget | None:
        while widget is not None and widget not in self._names:
            widget = widget.parentWidget()
        return widget

    def take(self, error: BaseException, view: QWidget) -> bool:
        """Note that a view failed. False for one that is not watched over."""
        if view not in self._names:
            return False
        # What a failed paint left behind (its painter) has to go before Qt goes on.
        words = "".join(traceback.format_exception(error))
        if view not in self.faces:
            face = FailureFace(self._names[view], error, self._look)
            self.faces[view] = face
            face.retry_asked.connect(lambda: self.retry(view))
            face.details_asked.connect(lambda: self.details_asked.emit(words))
            self.failed.emit(error, self._names[view])
            # Not now: Qt may be in the middle of drawing it.
            QTimer.singleShot(0, self, lambda: self._show_face(view))
        let_go(error.__traceback__)
        return True

    def _show_face(self, view: QWidget) -> None:
        face = self.faces.get(view)
        if face is not None and not self._closed:
            swap(view, face)
            # What came in the frame that failed was taken by nobody.
            self._again()

    def retry(self, view: QWidget) -> None:
        """Put the view back where it was."""
        face = self.faces.pop(view, None)
        if face is not None:
            swap(face, view)
            face.deleteLater()
            self._again()


def let_go(trace: TracebackType | None) -> None:
    """Drop what the failed code still held: a painter left open would bring Qt down at the end of a paint."""
    place = trace
    while place is not None:
        if place.tb_frame.f_code.co_flags & CO_OPTIMIZED:
            # A function's is the copy that was made by looking at it; a module's would be the module.
            place.tb_frame.f_locals.clear()
        place = place.tb_next
    traceback.clear_frames(trace)


def swap(old: QWidget, new: QWidget) -> None:
    """Put a widget into another's place; the other is hidden and stays its owner's."""
    owner = old.parentWidget()
    if isinstance(owner, QDockWidget):
        owner.setWidget(new)
    elif isinstance(owner, QMainWindow) and owner.centralWidget() is old:
        size = old.size()
        owner.takeCentralWidget()
        new.resize(size)
        owner.setCentralWidget(new)
    elif owner is not None and (layout := owner.layout()) is not None:
        layout.replaceWidget(old, new)
    old.setParent(owner)
    old.hide()
    new.show()
