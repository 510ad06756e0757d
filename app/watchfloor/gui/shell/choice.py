"""A question that is answered by choosing from a list."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog, QListView, QWidget

from watchfloor.gui.style.look import Look


def choice(parent: QWidget, look: Look, title: str, words: str, items: Sequence[str]) -> QInputDialog:
    """Gives `textValueSelected` with the item; the first is chosen unless another is."""
    dialog = QInputDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(title)
    dialog.setLabelText(words)
    dialog.setOption(QInputDialog.InputDialogOption.UseListViewForComboBoxItems)
    dialog.setComboBoxItems(items)
    dialog.setTextValue(items[0] if items else "")
    listed = dialog.findChild(QListView)
    if listed is not None:
        listed.setSpacing(look.px(3))
        listed.setAccessibleName(title)
        listed.setFocus()
        widest = max((listed.fontMetrics().horizontalAdvance(item) for item in items), default=0)
        height = look.px(110 + 28 * min(len(items), 10))
        dialog.resize(min(look.px(760), max(look.px(320), widest + look.px(80))), height)
    return dialog
