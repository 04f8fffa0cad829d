/**
 * LibreOffice Calc: the HTML flavour of copied cells. Origin: LibreOffice 7.4.7 on Linux, read from its transferable of a
 * selected range, to the letter. A row and a column of the range are hidden (neither is written), a cell has a comment, the
 * last column is merged over two rows; of marks inside a cell (italics, bold) this version writes none.
 */
export const CALC = `<!DOCTYPE html>

<html>
<head>
	
	<meta http-equiv="content-type" content="text/html; charset=utf-8"/>
	<title></title>
	<meta name="generator" content="LibreOffice 7.4.7.2 (Linux)"/>
	<style type="text/css">
		body,div,table,thead,tbody,tfoot,tr,th,td,p { font-family:"DejaVu Sans"; font-size:x-small }
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
		<td height="47" align="right" sdval="1" sdnum="1033;">1</td>
		<td align="left">Форум «Читающий край»<br>– открытие<br>– мастер-классы для библиотекарей</td>
		<td align="right" sdval="44632" sdnum="1033;1049;DD.MM.YYYY">12.03.2022</td>
		<td rowspan=2 align="left">Иванова А. П.</td>
	</tr>
	<tr>
		<td height="17" align="right" sdval="2" sdnum="1033;">2</td>
		<td align="left">Семинар</td>
		<td align="left"><a class="comment-indicator"></a>
		<comment>Уточнить у директора</comment>
		1 кв.</td>
		</tr>
	<tr>
		<td height="17" align="right" sdval="4" sdnum="1033;">4</td>
		<td align="left" sdnum="1033;0;@">=1+1 не формула</td>
		<td align="left">в течение года</td>
		<td align="left"><br></td>
	</tr>
</table>
</body>

</html>`

/**
 * The same sheet further down: a band merged over all five columns of which four are shown, a cell merged over three rows
 * of which two are shown, one merged over three columns of which two are shown. Calc's spans count the hidden ones.
 */
export const CALC_HIDDEN = `<!DOCTYPE html>

<html>
<head>
	
	<meta http-equiv="content-type" content="text/html; charset=utf-8"/>
	<title></title>
	<meta name="generator" content="LibreOffice 7.4.7.2 (Linux)"/>
	<style type="text/css">
		body,div,table,thead,tbody,tfoot,tr,th,td,p { font-family:"DejaVu Sans"; font-size:x-small }
		a.comment-indicator:hover + comment { background:#ffd; position:absolute; display:block; border:1px solid black; padding:0.5em;  } 
		a.comment-indicator { background:red; display:inline-block; border:1px solid black; width:0.5em; height:0.5em;  } 
		comment { display:none;  } 
	</style>
	
</head>

<body>
<table cellspacing="0" border="0">
	<colgroup span="4" width="85"></colgroup>
	<tr>
		<td height="17" align="right" sdval="5" sdnum="1033;">5</td>
		<td align="left" sdnum="1033;0;@">=1+1 не формула</td>
		<td align="left">в течение года</td>
		<td align="left"><br></td>
	</tr>
	<tr>
		<td colspan=5 height="17" align="left"><b>Методическая работа</b></td>
		</tr>
	<tr>
		<td height="32" align="left" sdnum="1033;0;@">2.18</td>
		<td align="left"><i>Клуб  деловых   встреч</i></td>
		<td align="left">сентябрь<br>октябрь</td>
		<td align="right" sdval="12500.5" sdnum="1033;1049;#&nbsp;##0,00&quot; руб.&quot;">12&nbsp;500,50 руб.</td>
	</tr>
	<tr>
		<td height="17" align="right" sdval="7" sdnum="1033;">7</td>
		<td align="left">Ночь музеев</td>
		<td align="left">май</td>
		<td rowspan=3 align="left">Сидорова</td>
	</tr>
	<tr>
		<td height="17" align="right" sdval="9" sdnum="1033;">9</td>
		<td align="left">Акция</td>
		<td align="left">июнь – июль</td>
		</tr>
	<tr>
		<td height="17" align="right" sdval="10" sdnum="1033;">10</td>
		<td align="left">Итоги года</td>
		<td align="left">декабрь</td>
		<td align="left">Иванова А. П.</td>
	</tr>
	<tr>
		<td height="17" align="right" sdval="11" sdnum="1033;">11</td>
		<td align="left">Чтение у костра</td>
		<td colspan=3 align="left">июль, август</td>
		</tr>
</table>
</body>

</html>`
