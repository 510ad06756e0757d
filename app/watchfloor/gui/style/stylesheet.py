"""The style sheet of the few standard controls; everything else is painted by its view."""

from string import Template

from watchfloor.gui.style.theme import Theme, mixed, tokens

_SHEET = Template("""
QMainWindow, QDialog { background: $window; }
QMainWindow::separator { background: $border; width: 1px; height: 1px; margin: 0; }
QMainWindow::separator:hover { background: $accent; }
QWidget { color: $text; }
QDockWidget { background: $panel; }
QDockWidget > QWidget, #panel { background: $panel; }
#chip { background: $panel; border: 1px solid $border; border-radius: ${r5}px; }
#strip { background: $panel; border: none; border-bottom: 1px solid $border; }
#status-strip { background: $panel; border: none; }
QStatusBar { background: $panel; border: none; border-top: 1px solid $border; }
QStatusBar::item { border: none; }
QLabel { background: transparent; }
QLabel#insecure { color: $alarm; background: $alarm_wash; border: 1px solid $alarm_line; border-radius: 4px;
    padding: 1px 6px; font-size: ${f11}px; font-weight: 600; }
QLabel#heading { color: $muted; font-size: ${f11}px; letter-spacing: 1px; }
QLabel#muted { color: $muted; font-size: ${f12}px; }
QLabel#count { color: $muted; font-size: ${f12}px; }
QLabel#count[filtered="true"] { color: $text; font-weight: 500; }
QLabel#title { font-weight: 600; }
QLabel#wordmark { font-weight: 700; font-size: ${f14}px; }

QPushButton, QToolButton {
    background: $raised; border: 1px solid $border; border-radius: ${r5}px;
    padding: ${p4}px ${p10}px; font-size: ${f12}px;
}
QPushButton:hover, QToolButton:hover { border-color: $faint; background: $hover; }
QPushButton:pressed, QToolButton:pressed { background: $selection; }
QPushButton:focus, QToolButton:focus { border-color: $accent; }
QPushButton:disabled, QToolButton:disabled { color: $faint; }
QPushButton#primary { background: $primary; border-color: $primary; color: $on_accent; font-weight: 600; }
QPushButton#primary:hover { background: $primary_hover; }
QPushButton#primary:focus { border-color: $text; }
QPushButton#primary:disabled { background: $raised; border-color: $border; color: $faint; }
QPushButton:checked, QToolButton:checked { border-color: $accent; background: $selection; }
QPushButton:checked:focus, QToolButton:checked:focus { border-color: $text; }
QToolButton#wordmark {
    background: transparent; border: none; border-bottom: 2px solid transparent;
    font-weight: 700; font-size: ${f14}px;
    padding: ${p4}px ${p4}px 2px 0; text-align: left;
}
QFileDialog QToolButton { padding: ${p4}px; }
QToolButton#wordmark:hover { color: $accent; }
QToolButton#wordmark:focus { border-bottom-color: $accent; }
QToolButton#work { text-align: left; }
QToolButton#flat, QPushButton#flat { background: transparent; border: 1px solid transparent; color: $muted; }
QToolButton#flat:hover, QPushButton#flat:hover { color: $text; background: $raised; }
QToolButton#flat:focus, QPushButton#flat:focus { border-color: $accent; }
QPushButton#flat:checked { color: $accent; border-color: $accent; }
QPushButton#quiet { background: transparent; border: 1px solid transparent; padding: 1px ${p4}px; }
QPushButton#quiet { color: $accent; }
QPushButton#quiet:hover { background: $raised; }
QPushButton#quiet:focus { border-color: $accent; }
QToolButton#plus { background: transparent; border: 1px solid transparent; padding: 0 ${p4}px; }
QToolButton#plus { color: $muted; font-size: ${f14}px; }
QToolButton#plus:hover { color: $text; background: $raised; }
QToolButton#plus:focus { border-color: $accent; }
QToolButton#alerts { background: $alarm_wash; border-color: $alarm_line; color: $alarm; font-weight: 600; }
QToolButton#live { background: $good_wash; border-color: $good_line; color: $good; font-weight: 600; }
QToolButton#live:checked[silent="true"] { background: $raised; border-color: $border; color: $muted; }
QToolButton#live:!checked { background: $warning_wash; border-color: $warning_line; color: $warning; }
MenuButton, MenuButton#wordmark { padding-right: ${p22}px; }
QToolButton::menu-indicator { image: none; width: 0; }
QPushButton::menu-indicator { image: none; width: 0; }

QLineEdit, QPlainTextEdit, QTextEdit, QTextBrowser, QSpinBox, QDoubleSpinBox {
    background: $raised; border: 1px solid $border; border-radius: ${r5}px; padding: ${p4}px ${p8}px;
    selection-background-color: $primary; selection-color: $on_accent;
}
QLineEdit#filter { font-family: "JetBrains Mono", "Inter"; font-size: ${f12}px; }
QSpinBox QLineEdit, QDoubleSpinBox QLineEdit { background: transparent; border: none; padding: 0; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {
    subcontrol-origin: border; subcontrol-position: right; width: 0; border: none;
}
QListView#suggestions { background: $raised; border: 1px solid $border; }
QListView#suggestions::item { padding: ${p4}px ${p8}px; }
QListWidget#entries::item { padding: ${p4}px ${p8}px; }
QLineEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus { border-color: $accent; }
QSpinBox:disabled, QDoubleSpinBox:disabled, QComboBox:disabled, QLineEdit:disabled { color: $faint; }
QLineEdit[wrong="true"] { border-color: $alarm; }
QPlainTextEdit#plain, QTextEdit#plain { background: transparent; border: none; padding: 0; }

QComboBox {
    background: $raised; border: 1px solid $border; border-radius: ${r5}px; padding: ${p4}px ${p8}px;
}
QComboBox:focus { border-color: $accent; }
QComboBox QLineEdit { background: transparent; border: none; padding: 0; }
QComboBox::drop-down { border: none; width: ${p24}px; }
QComboBox QAbstractItemView {
    background: $raised; border: 1px solid $border; selection-background-color: $selection;
}
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QTabWidget { background: $panel; }
QTabBar { background: transparent; qproperty-drawBase: 0; }
QTabBar::tab {
    background: transparent; border: none; border-bottom: 2px solid transparent;
    padding: ${p8}px ${p12}px; color: $muted; font-size: ${f13}px;
}
QTabBar::tab:selected { color: $text; font-weight: 600; border-bottom-color: $accent; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:focus { color: $accent; }
QTabWidget::pane { border: none; border-top: 1px solid $border; }
#pages { background: $panel; border: none; border-top: 1px solid $border; }

QMenu { background: $raised; border: 1px solid $border; padding: ${p4}px; }
QMenu::item { padding: ${p4}px ${p24}px ${p4}px ${p24}px; border-radius: 4px; }
QMenu::item:selected { background: $selection; }
QMenu::item:disabled { color: $faint; }
QMenu::separator { height: 1px; background: $border; margin: ${p4}px ${p8}px; }
QToolTip { background: $raised; color: $text; border: 1px solid $border; padding: ${p4}px; }

QHeaderView { background: $panel; border: none; }
#corner { background: $panel; border: none; border-bottom: 1px solid $border; }
QHeaderView::section {
    background: $panel; color: $muted; border: none; border-bottom: 1px solid $border;
    padding: ${p4}px 8px; font-size: ${f11}px; text-align: left;
}
QTreeView, QListView { background: $panel; border: none; outline: none; }
QTreeView::item { padding: 2px ${p8}px 2px 0; }
QTreeView::item:selected, QListView::item:selected { background: $selection; color: $text; }

QScrollArea { border: none; background: $panel; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $border; border-radius: 4px; margin: 1px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: $faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: $border; }
""")


def stylesheet(theme: Theme, zoom: float) -> str:
    """The sheet for a theme, with type and padding at this zoom."""
    sizes = {f"{kind}{size}": str(round(size * zoom)) for kind, size in _SIZES}
    washes = {
        "hover": mixed(theme.text, theme.raised, 0.06),
        "primary_hover": mixed("#000000", theme.primary, 0.12),
        "alarm_wash": mixed(theme.alarm, theme.panel, 0.13),
        "alarm_line": mixed(theme.alarm, theme.panel, 0.5),
        "good_wash": mixed(theme.good, theme.panel, 0.13),
        "good_line": mixed(theme.good, theme.panel, 0.45),
        "warning_wash": mixed(theme.warning, theme.panel, 0.13),
        "warning_line": mixed(theme.warning, theme.panel, 0.45),
    }
    return _SHEET.substitute(tokens(theme) | sizes | washes)


_SIZES = (
    [("f", size) for size in (11, 12, 13, 14)] + [("p", size) for size in (4, 8, 10, 12, 22, 24)] + [("r", 5)]
)
