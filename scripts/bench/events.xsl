<?xml version="1.0" encoding="UTF-8"?>
<!-- A table of events with number, name, level, time, time since the event before, and data: what a viewer by stylesheet has to make. -->
<xsl:stylesheet version="1.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:ev="http://schemas.microsoft.com/win/2004/08/events/event"
  xmlns:freb="http://schemas.microsoft.com/win/2006/06/iis/freb"
  exclude-result-prefixes="ev freb">
  <xsl:output method="html"/>
  <xsl:template match="/failedRequest">
    <h1><xsl:value-of select="@url"/></h1>
    <p><xsl:value-of select="@statusCode"/>, <xsl:value-of select="@timeTaken"/> ms</p>
    <table><xsl:apply-templates select="ev:Event"/></table>
  </xsl:template>
  <xsl:template match="ev:Event">
    <xsl:variable name="time" select="ev:System/ev:TimeCreated/@SystemTime"/>
    <xsl:variable name="before" select="preceding-sibling::ev:Event[1]/ev:System/ev:TimeCreated/@SystemTime"/>
    <tr class="level{ev:System/ev:Level}">
      <td><xsl:value-of select="position()"/></td>
      <td><xsl:value-of select="ev:RenderingInfo/ev:Opcode"/></td>
      <td><xsl:value-of select="ev:System/ev:Level"/></td>
      <td><xsl:apply-templates select="ev:EventData/ev:Data[@Name != 'ContextId']"/></td>
      <td><xsl:value-of select="substring($time, 12, 12)"/></td>
      <td><xsl:value-of select="number(substring($time, 18, 6)) - number(substring($before, 18, 6))"/></td>
    </tr>
  </xsl:template>
  <xsl:template match="ev:Data">
    <xsl:variable name="name" select="@Name"/>
    <xsl:variable name="text" select="../../ev:RenderingInfo/freb:Description[@Data = $name]"/>
    <xsl:value-of select="$name"/>="<xsl:choose>
      <xsl:when test="$text"><xsl:value-of select="$text"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
    </xsl:choose>"<xsl:if test="position() != last()">, </xsl:if>
  </xsl:template>
</xsl:stylesheet>
