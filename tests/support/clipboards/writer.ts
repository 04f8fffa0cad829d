/**
 * LibreOffice Writer: what its HTML filter, which also fills the clipboard, makes of a table. Origin: a flat document
 * converted by LibreOffice 7.4.7 («HTML (StarWriter)»), to the letter.
 */
export const WRITER = String.raw`<!DOCTYPE html>
<html>
<head>
	<meta http-equiv="content-type" content="text/html; charset=utf-8"/>
	<title></title>
	<meta name="generator" content="LibreOffice 7.4.7.2 (Linux)"/>
	<meta name="created" content="00:00:00"/>
	<meta name="changed" content="00:00:00"/>
	<style type="text/css">
		@page { size: 8.27in 11.69in; margin: 0.79in }
		p { line-height: 115%; margin-bottom: 0.1in; background: transparent }
	</style>
</head>
<body lang="en-US" link="#000080" vlink="#800000" dir="ltr">
<table width="100%" cellpadding="0" cellspacing="0">
	<col width="64*"/>

	<col width="64*"/>

	<col width="64*"/>

	<col width="64*"/>

	<tr>
		<td colspan="4" width="100%" valign="top" style="border: none; padding: 0in"><p>
			<b>Методическая работа</b></p>
		</td>
	</tr>
	<tr valign="top">
		<td width="25%" style="border: none; padding: 0in"><p>1.</p>
		</td>
		<td width="25%" style="border: none; padding: 0in"><p style="margin-bottom: 0in">
			Неделя <b>детской</b> <i>книги</i>:</p>
			<ul>
				<li><p style="margin-bottom: 0in">встреча с писателем</p>
				<li><p style="margin-bottom: 0in">выставка</p>
				<ul>
					<li><p>в холле</p>
				</ul>
			</ul>
		</td>
		<td width="25%" style="border: none; padding: 0in"><p style="margin-bottom: 0in">
			март</p>
			<p>апрель</p>
		</td>
		<td width="25%" style="border: none; padding: 0in"><p>Иванова</p>
		</td>
	</tr>
	<tr valign="top">
		<td width="25%" style="border: none; padding: 0in"><p>2.</p>
		</td>
		<td width="25%" style="border: none; padding: 0in"><p>Круглый
			стол</p>
		</td>
		<td width="25%" style="border: none; padding: 0in"><p>до 25
			декабря</p>
		</td>
		<td width="25%" style="border: none; padding: 0in"><p>Петрова</p>
		</td>
	</tr>
</table>
<p style="line-height: 100%; margin-bottom: 0in"><br/>

</p>
</body>
</html>
`
