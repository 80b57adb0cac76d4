// Days. A day is the number of days since 2001-01-01; nothing here knows of a time zone.

const DAY = 864e5;
const ZERO = Date.UTC(2001, 0, 1);

/** @param {Day} day */
function dateOf(day) {
  return new Date(ZERO + day * DAY);
}

/** @param {number} year @param {number} month from 0 @param {number} date @returns {Day} */
function dayOf(year, month, date) {
  return Math.round((Date.UTC(year, month, date) - ZERO) / DAY);
}

/** @param {Day} day "2011-11-25" */
function iso(day) {
  return dateOf(day).toISOString().slice(0, 10);
}

/** The day that a text names, null for any text that is not a day. @param {string} text @returns {MaybeDay} */
function readDay(text) {
  const part = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (!part) return null;
  const day = dayOf(+part[1], +part[2] - 1, +part[3]);
  return iso(day) === text ? day : null;
}

/** "25 November 2011" @param {Day} day */
function longDate(day) {
  const date = dateOf(day);
  return date.getUTCDate() + " " + DATA.months[date.getUTCMonth()] + " " + date.getUTCFullYear();
}

/** "25 Nov 2011" @param {Day} day */
function shortDate(day) {
  const date = dateOf(day);
  return date.getUTCDate() + " " + DATA.monthsShort[date.getUTCMonth()] + " " + date.getUTCFullYear();
}

/**
 * The day some months later; the 31st becomes the last day of a shorter month.
 * @param {Day} day @param {number} months
 */
function addMonths(day, months) {
  const date = dateOf(day);
  const year = date.getUTCFullYear();
  const month = date.getUTCMonth() + months;
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return dayOf(year, month, Math.min(date.getUTCDate(), last));
}

/** @param {Day} day */
function yearOf(day) {
  return dateOf(day).getUTCFullYear();
}

/** A span for a reader: days up to two years, then years with one decimal. @param {number} days */
function span(days) {
  return days < 731
    ? say("span.days", { n: days })
    : say("span.years", { n: (days / 365.25).toFixed(1) });
}

/** How far ahead, in days, months or years. @param {number} days */
function ahead(days) {
  if (days < 62) return say("in.days", { n: days });
  if (days < 731) return say("in.months", { n: Math.round(days / 30.44) });
  return say("in.years", { n: (days / 365.25).toFixed(1) });
}
