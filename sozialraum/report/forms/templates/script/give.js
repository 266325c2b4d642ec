// Gives a file to be kept; a table as CSV.
const give = (name, type, text) => {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = make("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
};
// As spreadsheet programs of the language read CSV: where the comma is the decimal sign, semicolons part.
const decimal = new Intl.NumberFormat(language).formatToParts(0.5).find(({ type }) => type === "decimal").value;
const separator = decimal === "," ? ";" : ",";
// A spreadsheet program must take no text for a formula.
const quoted = (value) => {
  const text = typeof value === "number" ? String(value).replace(".", decimal) : String(value ?? "");
  const safe = typeof value !== "number" && /^[=+@\t\r-]/.test(text) ? `'${text}` : text;
  return `"${safe.replace(/"/g, '""')}"`;
};
const csv = (rows) => "\ufeff" + rows.map((row) => row.map(quoted).join(separator)).join("\r\n") + "\r\n";
