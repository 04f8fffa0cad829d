/**
 * LibreOffice Writer: the HTML flavour of copied cells of a table, and of the words in a cell. Origin: LibreOffice 7.4.7 on
 * Linux, read from its transferable of a selection, to the letter. In it: a band over the whole width, lists in two levels,
 * hidden words, a link, a cell merged downwards, a footnote, a comment, a tracked change that is recorded and not accepted,
 * and the zero byte at the end.
 */
export const WRITER = `<!DOCTYPE html>
<html>
<head>
	<meta http-equiv="content-type" content="text/html; charset=utf-8"/>
	<title></title>
	<meta name="generator" content="LibreOffice 7.4.7.2 (Linux)"/>
	<meta name="created" content="00:00:00"/>
	<meta name="changed" content="00:00:00"/>
	<style type="text/css">
		@page { size: 8.27in 11.69in; margin: 0.79in }
		p.sdfootnote { font-size: 10pt; line-height: 100%; margin-left: 0.24in; text-indent: -0.24in; margin-bottom: 0in; background: transparent }
		td p { orphans: 0; widows: 0; background: transparent }
		p { line-height: 115%; margin-bottom: 0.1in; background: transparent }
		a:link { color: #000080; text-decoration: underline }
		a.sdfootnoteanc { font-size: 57% }
	</style>
</head>
<body lang="en-US" link="#000080" vlink="#800000" dir="ltr">
<table width="100%" cellpadding="4" cellspacing="0">
	<col width="64*"/>

	<col width="64*"/>

	<col width="64*"/>

	<col width="64*"/>

	<tr>
		<td colspan="4" width="100%" valign="top" style="border: 1px solid #000000; padding: 0.04in"><p style="font-style: normal">
			<b>Методическая работа</b></p>
		</td>
	</tr>
	<tr valign="top">
		<td width="25%" style="border-top: none; border-bottom: 1px solid #000000; border-left: 1px solid #000000; border-right: none; padding-top: 0in; padding-bottom: 0.04in; padding-left: 0.04in; padding-right: 0in"><p style="font-style: normal; font-weight: normal">
			1.</p>
		</td>
		<td width="25%" style="border-top: none; border-bottom: 1px solid #000000; border-left: 1px solid #000000; border-right: none; padding-top: 0in; padding-bottom: 0.04in; padding-left: 0.04in; padding-right: 0in" sdnum="1033;0;@"><p style="font-style: normal; font-weight: normal">
			Неделя <b>детской </b><i>книги</i>:</p>
			<ul>
				<li><p style="font-style: normal; font-weight: normal">встреча
				с писателем</p>
				<li><p style="font-style: normal; font-weight: normal">выставка</p>
				<ul>
					<li><p style="font-style: normal; font-weight: normal">в холле</p>
				</ul>
			</ul>
		</td>
		<td width="25%" style="border-top: none; border-bottom: 1px solid #000000; border-left: 1px solid #000000; border-right: none; padding-top: 0in; padding-bottom: 0.04in; padding-left: 0.04in; padding-right: 0in"><p style="font-style: normal; font-weight: normal">
			март</p>
			<p style="font-style: normal; font-weight: normal">апрель</p>
		</td>
		<td rowspan="2" width="25%" style="border-top: none; border-bottom: 1px solid #000000; border-left: 1px solid #000000; border-right: 1px solid #000000; padding-top: 0in; padding-bottom: 0.04in; padding-left: 0.04in; padding-right: 0.04in"><p style="font-style: normal; font-weight: normal">
			Иванова А. П.</p>
		</td>
	</tr>
	<tr valign="top">
		<td width="25%" style="border-top: none; border-bottom: 1px solid #000000; border-left: 1px solid #000000; border-right: none; padding-top: 0in; padding-bottom: 0.04in; padding-left: 0.04in; padding-right: 0in"><p style="font-style: normal; font-weight: normal">
			2.</p>
		</td>
		<td width="25%" style="border-top: none; border-bottom: 1px solid #000000; border-left: 1px solid #000000; border-right: none; padding-top: 0in; padding-bottom: 0.04in; padding-left: 0.04in; padding-right: 0in"><p style="font-style: normal; font-weight: normal">
			Круглый стол<br/>
вторая строка <span style="display: none">скрытое</span><a href="https://rgdb.example/plan">сайт</a></p>
			<ol>
				<li><p style="font-style: normal; font-weight: normal">открытие</p>
				<li><p style="font-style: normal; font-weight: normal">итоги</p>
			</ol>
		</td>
		<td width="25%" style="border-top: none; border-bottom: 1px solid #000000; border-left: 1px solid #000000; border-right: none; padding-top: 0in; padding-bottom: 0.04in; padding-left: 0.04in; padding-right: 0in"><p style="font-style: normal; font-weight: normal">
			до 25 декабря</p>
		</td>
	</tr>
	<tr valign="top">
		<td width="25%" style="border-top: none; border-bottom: 1px solid #000000; border-left: 1px solid #000000; border-right: none; padding-top: 0in; padding-bottom: 0.04in; padding-left: 0.04in; padding-right: 0in"><p style="font-style: normal; font-weight: normal">
			5.</p>
		</td>
		<td width="25%" style="border-top: none; border-bottom: 1px solid #000000; border-left: 1px solid #000000; border-right: none; padding-top: 0in; padding-bottom: 0.04in; padding-left: 0.04in; padding-right: 0in"><p style="font-style: normal; font-weight: normal">
			Новый  семинар<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a></p>
		</td>
		<td width="25%" style="border-top: none; border-bottom: 1px solid #000000; border-left: 1px solid #000000; border-right: none; padding-top: 0in; padding-bottom: 0.04in; padding-left: 0.04in; padding-right: 0in"><p style="font-style: normal; font-weight: normal">
			12.03.2022</p>
		</td>
		<td width="25%" style="border-top: none; border-bottom: 1px solid #000000; border-left: 1px solid #000000; border-right: 1px solid #000000; padding-top: 0in; padding-bottom: 0.04in; padding-left: 0.04in; padding-right: 0.04in"><p style="font-style: normal; font-weight: normal">
			Петрова</p>
		</td>
	</tr>
	<tr valign="top">
		<td width="25%" style="border-top: none; border-bottom: 1px solid #000000; border-left: 1px solid #000000; border-right: none; padding-top: 0in; padding-bottom: 0.04in; padding-left: 0.04in; padding-right: 0in"><p style="font-style: normal; font-weight: normal">
			6.</p>
		</td>
		<td width="25%" style="border-top: none; border-bottom: 1px solid #000000; border-left: 1px solid #000000; border-right: none; padding-top: 0in; padding-bottom: 0.04in; padding-left: 0.04in; padding-right: 0in"><p style="font-style: normal; font-weight: normal">
			=1+1 не формула</p>
		</td>
		<td width="25%" style="border-top: none; border-bottom: 1px solid #000000; border-left: 1px solid #000000; border-right: none; padding-top: 0in; padding-bottom: 0.04in; padding-left: 0.04in; padding-right: 0in"><p style="font-style: normal; font-weight: normal">
			в течение года<!-- Уточнить! --></p>
		</td>
		<td width="25%" style="border-top: none; border-bottom: 1px solid #000000; border-left: 1px solid #000000; border-right: 1px solid #000000; padding-top: 0in; padding-bottom: 0.04in; padding-left: 0.04in; padding-right: 0.04in"><p>
			<br/>

			</p>
		</td>
	</tr>
</table>
<div id="sdfootnote1"><p class="sdfootnote"><a class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a>По
	отдельному графику</p>
</div>
</body>
</html>\0`

/** All that stands in one cell: two lines, hidden words, a link, a numbered list. */
export const WRITER_TEXT = `<!DOCTYPE html>
<html>
<head>
	<meta http-equiv="content-type" content="text/html; charset=utf-8"/>
	<title></title>
	<meta name="generator" content="LibreOffice 7.4.7.2 (Linux)"/>
	<meta name="created" content="00:00:00"/>
	<meta name="changed" content="00:00:00"/>
	<style type="text/css">
		@page { size: 8.27in 11.69in; margin: 0.79in }
		td p { orphans: 0; widows: 0; background: transparent }
		p { line-height: 115%; margin-bottom: 0.1in; background: transparent }
		a:link { color: #000080; text-decoration: underline }
	</style>
</head>
<body lang="en-US" link="#000080" vlink="#800000" dir="ltr"><p style="font-style: normal; font-weight: normal">
Круглый стол<br/>
вторая строка <span style="display: none">скрытое</span><a href="https://rgdb.example/plan">сайт</a></p>
<ol>
	<li><p style="font-style: normal; font-weight: normal">открытие</p>
	<li><p style="font-style: normal; font-weight: normal">итоги</p>
</ol>
</body>
</html>\0`
