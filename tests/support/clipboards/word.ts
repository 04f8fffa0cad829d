/**
 * Word 365 on Windows: the HTML flavour of a copied table. Origin: written after Word's own markup: `MsoNormalTable`,
 * `mso-yfti` rows, lists as paragraphs with `mso-list` whose marker stands in a span that is to be ignored, conditional
 * comments, `<o:p>`, bold with a `mso-bidi` echo, hidden text, a tracked change, a comment's anchor, merged cells.
 */
const item = (marker: string, level: number, words: string): string =>
  String.raw`<p class=MsoListParagraphCxSpMiddle style='margin-left:18.0pt;mso-add-space:auto;
  text-indent:-18.0pt;line-height:normal;mso-list:l0 level${level} lfo1'><![if !supportLists]><span
  style='font-family:Symbol;mso-fareast-font-family:Symbol;mso-bidi-font-family:
  Symbol'><span style='mso-list:Ignore'>${marker}<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;
  </span></span></span><![endif]>${words}<o:p></o:p></p>`

const cell = (inner: string, attributes = ''): string =>
  String.raw`
  <td width=47 valign=top ${attributes} style='width:35.4pt;border:solid windowtext 1.0pt;
  mso-border-alt:solid windowtext .5pt;padding:0cm 5.4pt 0cm 5.4pt'>
  ${inner}
  </td>`

const para = (words: string): string =>
  String.raw`<p class=MsoNormal style='margin-bottom:0cm;line-height:normal'>${words}<o:p></o:p></p>`

const row = (index: number, cells: string): string =>
  String.raw`
 <tr style='mso-yfti-irow:${index}'>${cells}
 </tr>`

const BODY = [
  row(
    0,
    cell(
      String.raw`<p class=MsoNormal align=center style='text-align:center'><b style='mso-bidi-font-weight:normal'>Методическая
  работа<o:p></o:p></b></p>`,
      'colspan=4',
    ),
  ),
  row(
    1,
    cell(para('1.')) +
      cell(
        para(
          String.raw`Неделя <b style='mso-bidi-font-weight:normal'>детской</b> <i style='mso-bidi-font-style:
  normal'>книги</i><span style='mso-spacerun:yes'>  </span>и <del cite="mailto:Анна" datetime="2022-01-10T10:00">старое</del><ins
  cite="mailto:Анна" datetime="2022-01-10T10:00">новое</ins><span style='display:none;mso-hide:all'>скрыто</span><span
  class=MsoCommentReference><span style='font-size:8.0pt'><a class=msocomanchor href="#_msocom_1">[А1]</a></span></span>:`,
        ) +
          item('·', 1, 'встреча с <b>писателем</b>') +
          item('·', 1, 'выставка') +
          item('o', 2, 'в холле'),
      ) +
      cell(para('март') + para('апрель')) +
      cell(para('Иванова А.&nbsp;П.'), 'rowspan=2'),
  ),
  row(
    2,
    cell(para('2.')) +
      cell(para('Круглый стол:') + item('1.', 1, 'открытие') + item('2.', 1, 'итоги')) +
      cell(para('до 25 декабря')),
  ),
  row(
    3,
    cell(para('5.')) +
      cell(para('Выездной<br>\nсеминар')) +
      cell(para('<o:p>&nbsp;</o:p>')) +
      cell(para('Петрова')),
  ),
].join('')

export const WORD = String.raw`<html xmlns:v="urn:schemas-microsoft-com:vml"
xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word"
xmlns:m="http://schemas.microsoft.com/office/2004/12/omml"
xmlns="http://www.w3.org/TR/REC-html40">

<head>
<meta http-equiv=Content-Type content="text/html; charset=utf-8">
<meta name=ProgId content=Word.Document>
<meta name=Generator content="Microsoft Word 15">
<link rel=File-List href="file:///C:/Users/A/AppData/Local/Temp/msohtmlclip1/01/clip_filelist.xml">
<!--[if gte mso 9]><xml>
 <w:WordDocument>
  <w:View>Normal</w:View>
 </w:WordDocument>
</xml><![endif]-->
<style>
<!--
 /* Font Definitions */
 @font-face
	{font-family:"Cambria Math";
	panose-1:2 4 5 3 5 4 6 3 2 4;}
 /* Style Definitions */
 p.MsoNormal, li.MsoNormal, div.MsoNormal
	{mso-style-unhide:no;
	margin:0cm;
	font-size:12.0pt;
	font-family:"Times New Roman",serif;}
p.MsoListParagraphCxSpMiddle
	{margin-left:36.0pt;}
@page WordSection1
	{size:595.3pt 841.9pt;}
div.WordSection1
	{page:WordSection1;}
 /* List Definitions */
 @list l0
	{mso-list-id:1;}
-->
</style>
<!--[if gte mso 10]>
<style>
 table.MsoNormalTable
	{mso-style-name:"Обычная таблица";}
</style>
<![endif]-->
</head>

<body lang=RU style='tab-interval:35.4pt;word-wrap:break-word'>
<!--StartFragment-->

<table class=MsoTableGrid border=1 cellspacing=0 cellpadding=0
 style='border-collapse:collapse;border:none;mso-border-alt:solid windowtext .5pt'>${BODY}
</table>

<!--EndFragment-->
</body>

</html>
`

/** A paragraph and a list that were copied without a table. */
export const WORD_TEXT = WORD.replace(/<table[\s\S]*<\/table>/, () =>
  [para('Неделя <b>детской</b> книги:'), item('·', 1, 'встреча'), item('·', 1, 'выставка')].join('\n\n'),
)

const mark = (kind: 'foot' | 'end', name: string, shown: string, back = ''): string =>
  `<a style='mso-${kind}note-id:${name}' href="#_${back}${name}" name="_${back === '' ? 'ref' : ''}${name}"\ntitle=""><span class=MsoFootnoteReference><span\nstyle='mso-special-character:${kind}note'><![if !supportFootnotes]><span\nclass=MsoFootnoteReference>[${shown}]</span><![endif]></span></span></a>`

/** Cells with a footnote and an endnote, whose words Word writes behind the table. After Word's own markup. */
export const WORD_NOTES = `<html><body><!--StartFragment--><table class=MsoTableGrid border=1><tr>
<td><p class=MsoNormal>1.</p></td><td><p class=MsoNormal>Семинар${mark('foot', 'ftn1', '1')} в июле${mark('end', 'edn1', 'i')}</p></td>
<td><p class=MsoNormal>май${mark('foot', 'ftn9', '3')}</p></td></tr></table><!--EndFragment-->
<div style='mso-element:footnote-list'><![if !supportFootnotes]><br clear=all><hr align=left size=1 width="33%"><![endif]>
<div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText>${mark('foot', 'ftn1', '1', 'ref')} По отдельному
графику, см. <a href="https://rgdb.example/plan">сайт</a></p></div></div>
<div style='mso-element:endnote-list'><div style='mso-element:endnote' id=edn1><p class=MsoEndnoteText>${mark('end', 'edn1', 'i', 'ref')} В концевой сноске</p></div></div>
</body></html>`
