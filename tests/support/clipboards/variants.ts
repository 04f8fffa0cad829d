/**
 * What the same programs put beside the cells at times. Origin: written by us after the structure of clipboards that tests
 * of public editors hold: marks of the fragment around a Sheets table with the banding of its rows, Excel's last row that
 * keeps the widths of columns in a conditional comment, its words with `x:str` and runs of spaces, WPS with its own names.
 */

/** Sheets by way of the Windows clipboard: a document around it, banding, a caption, an empty row of the selection. */
export const SHEETS_WRAPPED = `<html>
<body>
<!--StartFragment--><google-sheets-html-origin><meta name="sheets-banding" data-sheets-range="A1:C3" data-sheets-banding-properties="{&quot;1&quot;:{&quot;2&quot;:18434}}"><style type="text/css"><!--td {border: 1px solid #cccccc;}br {mso-data-placement:same-cell;}--></style><table xmlns="http://www.w3.org/1999/xhtml" cellspacing="0" cellpadding="0" dir="ltr" border="1" data-sheets-root="1" data-sheets-baot="1"><colgroup><col width="60"/><col width="300"/><col width="100"/></colgroup><thead></thead><tbody><tr style="height:21px;"><th style="font-weight:bold;" data-sheets-value="{&quot;1&quot;:2,&quot;2&quot;:&quot;Раздел&quot;}" rowspan="1" colspan="3">Чтение</th></tr><tr style="height:36px;"><td data-sheets-value="{&quot;1&quot;:3,&quot;3&quot;:1}">1</td><td style="wrap-strategy:4;">Час <span style="font-weight:bold;">поэзии</span><br/>в саду</td><td style="text-decoration:line-through;">май</td></tr><tr style="height:21px;"><td></td><td></td><td></td></tr></tbody></table></google-sheets-html-origin><!--EndFragment-->
</body>
</html>`

/** Excel's text and tail, under the names that WPS gives itself. */
export const EXCEL_TAIL = `<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns="http://www.w3.org/TR/REC-html40">
 <head>
  <meta http-equiv="Content-Type" content="text/html; charset=utf-8"/>
  <meta name="ProgId" content="Excel.Sheet"/>
  <meta name="Generator" content="WPS Office ET"/>
  <!--[if gte mso 9]>
   <xml><o:DocumentProperties><o:Author>Никто</o:Author></o:DocumentProperties>
    <x:ExcelWorkbook><x:ExcelWorksheets><x:ExcelWorksheet><x:Name>План</x:Name></x:ExcelWorksheet></x:ExcelWorksheets></x:ExcelWorkbook></xml>
  <![endif]-->
  <style>
<!-- @page
	{margin:0.75in 0.55in 0.75in 0.70in;}
tr
	{mso-height-source:auto;
	mso-ruby-visibility:none;}
br
	{mso-data-placement:same-cell;}
.style0
	{mso-number-format:"General";
	font-weight:400;
	mso-style-name:"常规";}
td
	{mso-style-parent:style0;
	font-weight:400;
	white-space:nowrap;}
.xl70
	{mso-style-parent:style0;
	white-space:normal;
	font-style:italic;}
 -->
  </style>
 </head>
 <body link="blue" vlink="purple">
  <table width="400" border="0" cellpadding="0" cellspacing="0" style="width:300.00pt;border-collapse:collapse;table-layout:fixed;">
   <!--StartFragment-->
   <col width="64" span="2" style="width:48.00pt;"/>
   <col width="200" style="mso-width-source:userset;mso-width-alt:6400;"/>
   <tr height="36" style="height:27.00pt;">
    <td height="36" width="64" align="right" x:num="1">1</td>
    <td class="xl70" width="64" x:str>Час<span style="mso-spacerun:yes">&nbsp; </span>поэзии<br/>в саду</td>
    <td width="200" x:str="май ">май<span style="mso-spacerun:yes">&nbsp;</span></td>
   </tr>
   <![if supportMisalignedColumns]>
    <tr width="0" style="display:none;">
     <td width="64" style="width:48;"></td>
     <td width="64" style="width:48;"></td>
     <td width="200" style="width:150;"></td>
    </tr>
   <![endif]>
   <!--EndFragment-->
  </table>
 </body>
</html>`

/** Calc with fonts and marks of parts of a cell, which its 7.4 does not write; after the format of its filter. */
export const CALC_MARKED = String.raw`<!DOCTYPE html>

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
