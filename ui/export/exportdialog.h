// SPDX-License-Identifier: GPL-3.0-or-later
// Export: the forms on the left, and what would be written on the right. Pictures are drawn, and large files of packets
// made, while the dialog can still be used.
#pragma once

#include "ui/appearance.h"
#include "ui/export/exportsource.h"

#include <QDialog>
#include <QTimer>

class QLabel;
class QListWidget;
class QPlainTextEdit;
class QPushButton;
class QStackedWidget;

namespace hookwalk::ui
{

class ExportOptions;
class PicturePreview;

class ExportDialog : public QDialog
{
    Q_OBJECT

public:
    ExportDialog(const Appearance& appearance, ExportSource source, QWidget* parent = nullptr);
    ~ExportDialog() override;

    void choose(const ExportForm& form);
    void saveTo(const QString& path); // of the chosen form; exported() or a sentence follows

Q_SIGNALS:
    void exported(const QString& path);

private:
    void fillForms();
    void refresh();
    void showPicture(bool hasSteps);
    void showDocument(exports::Form document);
    void showLongList(exports::Form document);
    void showPackets(exports::FileFormat format);
    void showText(const QString& text);
    void showSize(const QString& size);
    void measure();
    void save();
    void showInBrowser();
    void finish(const QString& path, const Result<void>& saved);
    void makeMore();
    void setBusy(bool busy);
    const ExportForm& form() const;
    Drawing drawn() const; // of what is chosen

    const ExportSource m_source;
    const std::vector<ExportInfo> m_forms = exportForms();
    Result<QByteArray> m_made = QByteArray(); // of a picture or document
    quint64 m_order = 0;                      // of the picture that is being measured
    struct PacketFile;
    std::shared_ptr<PacketFile> m_file; // that is being made
    QTimer m_more, m_nextStep;
    std::size_t m_shownStep = 0;

    QListWidget* m_list;
    ExportOptions* m_options;
    QStackedWidget* m_pages;
    PicturePreview* m_picture;
    QPlainTextEdit* m_text;
    QLabel *m_size, *m_problem;
    QPushButton *m_browse, *m_save;
};

} // namespace hookwalk::ui
