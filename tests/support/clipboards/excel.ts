/**
 * Excel 365 on Windows: the HTML flavour of copied cells. Origin: written after Excel's own markup: classes of a style
 * sheet for whole cells, `<font class>` for parts of one, `mso-data-placement:same-cell` breaks, hidden rows with height 0
 * and hidden columns with width 0, `x:num` and the shown text of numbers and dates, long words over empty neighbours as
 * `mso-ignore:colspan`, lines of the source broken and indented, an image and scripts as an attacker would add them.
 */
export const EXCEL = String.raw`<html xmlns:v="urn:schemas-microsoft-com:vml"
xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:x="urn:schemas-microsoft-com:office:excel"
xmlns="http://www.w3.org/TR/REC-html40">

<head>
<meta http-equiv=Content-Type content="text/html; charset=utf-8">
<meta name=ProgId content=Excel.Sheet>
<meta name=Generator content="Microsoft Excel 15">
<link id=Main-File rel=Main-File href="file:///C:/Users/A/AppData/Local/Temp/msohtmlclip1/01/clip.htm">
<link rel=File-List href="file:///C:/Users/A/AppData/Local/Temp/msohtmlclip1/01/clip_filelist.xml">
<style>
<!--table
	{mso-displayed-decimal-separator:"\,";
	mso-displayed-thousand-separator:" ";}
@page
	{margin:.75in .7in .75in .7in;
	mso-header-margin:.3in;
	mso-footer-margin:.3in;}
.font5
	{color:black;
	font-size:11.0pt;
	font-weight:700;
	font-style:normal;
	text-decoration:none;
	font-family:Calibri, sans-serif;
	mso-font-charset:204;}
.font6
	{color:black;
	font-size:11.0pt;
	font-weight:400;
	font-style:italic;
	text-decoration:none;
	font-family:Calibri, sans-serif;}
tr
	{mso-height-source:auto;}
col
	{mso-width-source:auto;}
br
	{mso-data-placement:same-cell;}
td
	{padding-top:1px;
	color:black;
	font-size:11.0pt;
	font-weight:400;
	font-style:normal;
	text-decoration:none;
	vertical-align:bottom;
	white-space:nowrap;}
.xl65
	{font-weight:700;
	text-align:center;}
.xl66
	{white-space:normal;}
.xl67
	{mso-number-format:"Short Date";
	text-align:right;}
-->
</style>
</head>

<body link="#0563C1" vlink="#954F72">

<table border=0 cellpadding=0 cellspacing=0 width=520 style='border-collapse:
 collapse;width:390pt'>
<!--StartFragment-->
 <col width=64 style='width:48pt'>
 <col width=250 style='mso-width-source:userset;mso-width-alt:9142;width:188pt'>
 <col width=0 style='display:none;mso-width-source:userset;mso-width-alt:0'>
 <col width=110 style='width:83pt'>
 <col width=96 style='width:72pt'>
 <tr height=20 style='height:15.0pt'>
  <td height=20 class=xl65 width=64 style='height:15.0pt;width:48pt'>№ п/п</td>
  <td class=xl65 width=250 style='width:188pt'>Название, форма</td>
  <td class=xl65 width=0 style='display:none'>Служебное</td>
  <td class=xl65 width=110 style='width:83pt'>Сроки</td>
  <td class=xl65 width=96 style='width:72pt'>Ответственный</td>
 </tr>
 <tr height=40 style='height:30.0pt'>
  <td height=40 align=right style='height:30.0pt' x:num>1</td>
  <td class=xl66 width=250 style='width:188pt'>Форум <font class="font5">«Читающий</font><font
  class="font6"> край»</font><br>
    – открытие<br>
    – мастер-классы для
  библиотекарей</td>
  <td style='display:none'>x</td>
  <td class=xl67 align=right x:num="44632">12.03.2022</td>
  <td rowspan=2 class=xl66 style='border-bottom:.5pt solid black'>Иванова А. П.</td>
 </tr>
 <tr height=20 style='height:15.0pt'>
  <td height=20 align=right style='height:15.0pt' x:num>2</td>
  <td colspan=2 style='mso-ignore:colspan'>Семинар<img width=1 height=1
  src="http://evil.example/pixel.png" onerror="document.title='owned'"></td>
  <td>1 кв.</td>
 </tr>
 <tr height=0 style='display:none'>
  <td height=0 align=right style='height:0' x:num>3</td>
  <td>Скрытая строка</td>
  <td style='display:none'>x</td>
  <td></td>
  <td></td>
 </tr>
 <tr height=20 style='height:15.0pt'>
  <td height=20 align=right style='height:15.0pt' x:num>4</td>
  <td><a href="https://rgdb.example/plan"><span style='color:#0563C1;text-decoration:underline'>Конкурс</span></a>
  чтецов<script>document.title='owned'</script></td>
  <td style='display:none'>x</td>
  <td>в<span style='mso-spacerun:yes'>  </span>течение года</td>
  <td></td>
 </tr>
<!--EndFragment-->
</table>

</body>

</html>
`
