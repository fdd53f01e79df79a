"""Crawls the shop with Scrapy into SQLite; prints pages, items and seconds as JSON. Arguments: first page, database, requests at once."""
import json, re, sqlite3, sys
import scrapy
from scrapy.crawler import CrawlerProcess

start, database, at_once = sys.argv[1], sys.argv[2], int(sys.argv[3])
STARS = ["", ".star:nth-child(1).filled", ".star:nth-child(2).filled", ".star:nth-child(3).filled", ".star:nth-child(4).filled", ".star:nth-child(5).filled"]


class Shop(scrapy.Spider):
    name = "shop"
    start_urls = [start]

    def parse(self, response):
        for book in response.css("li.product-li"):
            link = book.css("a.product-link")
            yield response.follow(link[0], self.parse_book, cb_kwargs={"row": {
                "id": re.search(r"(\d+)$", link.attrib["href"]).group(1),
                "title": link.css("::text").get(),
                "url": response.urljoin(link.attrib["href"]),
                "price": book.css("p:nth-of-type(1)::text").get("").strip(),
                "stock": book.css("p:nth-of-type(2)::text").get("").strip() == "In stock",
            }})
        for link in response.css("#categories a, a.subcategory-link, .page-item.next a"):
            yield response.follow(link, self.parse)

    def parse_book(self, response, row):
        main = response.css("main.container")
        row["title"] = main.css("h1::text").get()
        row["category"] = re.search(r"(\d+)$", main.css(".breadcrumb-item:nth-last-child(2) a::attr(href)").get()).group(1)
        row["rating"] = next((str(n) for n in range(5, 0, -1) if main.css(STARS[n])), None)
        row["upc"] = main.css("dt:nth-of-type(1) + dd::text").get("").strip()
        row["amount"] = float(re.search(r"[\d.]+", row["price"]).group())
        yield row


class Store:
    def open_spider(self, spider):
        self.db, self.waiting = sqlite3.connect(database), 0
        self.db.execute("PRAGMA journal_mode=WAL")
        self.db.execute("CREATE TABLE items (id TEXT PRIMARY KEY, title TEXT, url TEXT, price TEXT, amount REAL, stock INT, category TEXT, rating TEXT, upc TEXT)")

    def process_item(self, item, spider):
        self.db.execute("INSERT INTO items VALUES (:id, :title, :url, :price, :amount, :stock, :category, :rating, :upc) ON CONFLICT (id) DO UPDATE SET title = excluded.title, price = excluded.price, stock = excluded.stock", item)
        self.waiting += 1
        if self.waiting % 200 == 0:
            self.db.commit()
        return item

    def close_spider(self, spider):
        self.db.commit()
        self.count = self.db.execute("SELECT count(*) FROM items").fetchone()[0]
        spider.crawler.stats.set_value("stored", self.count)


process = CrawlerProcess({
    "ITEM_PIPELINES": {Store: 1}, "CONCURRENT_REQUESTS": at_once, "CONCURRENT_REQUESTS_PER_DOMAIN": at_once, "DOWNLOAD_DELAY": 0, "ROBOTSTXT_OBEY": True,
    "COOKIES_ENABLED": False, "TELNETCONSOLE_ENABLED": False, "LOG_LEVEL": "ERROR", "REQUEST_FINGERPRINTER_IMPLEMENTATION": "2.7",
})
crawler = process.create_crawler(Shop)
process.crawl(crawler)
process.start()
stats = crawler.stats.get_stats()
print(json.dumps({"pages": stats["downloader/response_count"], "items": stats["stored"], "seconds": stats["elapsed_time_seconds"]}))
