/**
 * LibreOffice Calc: the HTML flavour of copied cells. Origin: written after the filter's format (`sc/source/filter/html`):
 * attributes `sdval` and `sdnum` for values and their number format, the shown text inside, `<br>` for lines of a cell,
 * `<colgroup width>`, cells merged by `colspan` and `rowspan`; rows that are hidden are not written.
 */
export const CALC = String.raw`<!DOCTYPE html>

<html>
<head>

	<meta http-equiv="content-type" content="text/html; charset=utf-8"/>
	<title></title>
	<meta name="generator" content="LibreOffice 24.2.5.2 (Linux)"/>
	<style type="text/css">
		body,div,table,thead,tbody,tfoot,tr,th,td,p { font-family:"Liberation Sans"; font-size:x-small }
		a.comment-indicator:hover + comment { background:#ffd; position:absolute; display:block; border:1px solid black; padding:0.5em;  }
		a.comment-indicator { background:red; display:inline-block; border:1px solid black; width:0.5em; height:0.5em;  }
		comment { display:none;  }
	</style>

</head>

<body>
<table cellspacing="0" border="0">
	<colgroup span="4" width="85"></colgroup>
	<tr>
		<td height="17" align="left"><b>№ п/п</b></td>
		<td align="left"><b>Название, форма</b></td>
		<td align="left"><b>Сроки</b></td>
		<td align="left"><b>Ответственный</b></td>
	</tr>
	<tr>
		<td height="32" align="right" sdval="1" sdnum="1049;">1</td>
		<td align="left"><font face="Liberation Serif">Форум <i>«Читающий край»</i><br>вторая строка</font></td>
		<td align="right" sdval="44632" sdnum="1049;1049;DD.MM.YYYY">12.03.2022</td>
		<td rowspan=2 align="left" valign=middle>Иванова А. П.</td>
	</tr>
	<tr>
		<td height="17" align="right" sdval="2" sdnum="1049;">2</td>
		<td align="left">Семинар</td>
		<td align="left">1 кв.</td>
	</tr>
	<tr>
		<td height="17" align="right" sdval="4" sdnum="1049;">4</td>
		<td align="left">=1+1 не формула</td>
		<td align="left">в течение года</td>
		<td align="left"><br></td>
	</tr>
</table>
</body>

</html>
`
